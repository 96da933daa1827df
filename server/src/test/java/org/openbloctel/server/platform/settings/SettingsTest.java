package org.openbloctel.server.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySourcesPropertyResolver;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.ResourcePropertySource;

/** What is set is checked while it is bound, and everything wrong is told at once with its cure. */
final class SettingsTest {
    private static final Map<String, String> OWN_SELLER = Map.of(
            "openbloctel.seller.name", "Exemple du port",
            "openbloctel.seller.address", "2 quai de l’Exemple / 00000 Exemple",
            "openbloctel.seller.siren", "000000034",
            "openbloctel.seller.vat-number", "",
            "openbloctel.seller.iban", "FR3100000000000000000000034",
            "openbloctel.seller.bic", "");

    @TempDir
    private Path folder;

    @Test
    void shippedSettingsAreSound() throws IOException {
        Settings settings = settings(Map.of());
        assertThat(settings.database().owner()).isNull();
        assertThat(settings.mail()).isNull();
        assertThat(settings.baseUrl()).hasToString("http://localhost:8080");
        assertThat(settings.dataFolder()).isAbsolute();
    }

    @Test
    void impossibleValuesAreNamedWithTheirCure() {
        assertThatThrownBy(() -> settings(Map.of(
                        "openbloctel.port", "80800",
                        "openbloctel.demo", "yes",
                        "openbloctel.environment", "prod",
                        "openbloctel.base-url", "localhost/",
                        "openbloctel.database.url", "mysql://db",
                        "openbloctel.database.password-file", "/nowhere/password")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll(
                        "openbloctel.port is \"80800\": give a whole number from 0 to 65535.",
                        "openbloctel.demo is \"yes\": give true or false.",
                        "openbloctel.environment is \"prod\": give one of development, production.",
                        "openbloctel.base-url is \"localhost/\": give an address like https://example.org",
                        "openbloctel.database.url is no address of PostgreSQL",
                        "openbloctel.database.password-file names a file that cannot be read");
    }

    @Test
    void productionRefusesWhatOnlyATrialMayDo() {
        assertThatThrownBy(() -> settings(Map.of("openbloctel.environment", "production", "openbloctel.demo", "true")))
                .hasMessageContainingAll(
                        "openbloctel.database.url is empty in production",
                        "openbloctel.demo is true in production",
                        "openbloctel.base-url does not begin with https://",
                        "openbloctel.http.trusted-proxies is empty in production",
                        "openbloctel.mail.host is empty in production");
        assertThatThrownBy(() -> settings(Map.of(
                        "openbloctel.environment", "production",
                        "openbloctel.database.url", "jdbc:postgresql://db/openbloctel",
                        "openbloctel.database.accounts.user", "app_accounts")))
                .hasMessageContaining("openbloctel.database.accounts.user or .list.user is empty in production");
    }

    @Test
    void productionReachesItsDatabaseByTlsAlone() throws IOException {
        String problem = "openbloctel.database.url leaves it to the server whether its connections are encrypted";
        for (String url : List.of(
                "//db/openbloctel",
                "//db.internal:5432/openbloctel?sslmode=prefer",
                "//db/openbloctel?sslmode=require",
                "//localhost,db/openbloctel",
                "//127.0.0.1.example/openbloctel",
                "//db/openbloctel?x=sslmode=disable")) {
            assertThatThrownBy(() -> settings(production("jdbc:postgresql:" + url)))
                    .as(url)
                    .hasMessageContaining(problem);
        }
        for (String url : List.of(
                "//db/openbloctel?sslmode=verify-full",
                "//db/openbloctel?ApplicationName=a&sslmode=verify-ca&x=y",
                "//db/openbloctel?sslmode=disable",
                "//localhost:5432/openbloctel",
                "//127.0.0.1/openbloctel?x=y",
                "//[::1]:5432/openbloctel",
                "openbloctel")) {
            assertThat(settings(production("jdbc:postgresql:" + url)).database().accounts())
                    .as(url)
                    .isNotNull();
        }
    }

    /** The seller of the settings as they are shipped is an example, whose invoices would be nobody's. */
    @Test
    void productionHasASellerOfItsOwn() throws IOException {
        Map<String, Object> given = production();
        OWN_SELLER.keySet().forEach(given::remove);
        assertThatThrownBy(() -> settings(given))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "openbloctel.seller.name is the example in production: give the seller's own, as invoices say it.\n"
                                + "openbloctel.seller.address is the example in production: give the seller's own, as invoices say it.\n"
                                + "openbloctel.seller.siren is the example in production: give the seller's own, as invoices say it.\n"
                                + "openbloctel.seller.vat-number is the example in production: give the seller's own, as invoices"
                                + " say it.\n"
                                + "openbloctel.seller.iban is no IBAN in production: give the account that transfers go to.\n"
                                + "openbloctel.seller.bic is the example in production: give the seller's own, as invoices say it.");
        for (String setting : List.of("name", "address", "siren", "iban")) {
            Map<String, Object> empty = production();
            empty.put("openbloctel.seller." + setting, "");
            assertThatThrownBy(() -> settings(empty)).hasMessageContaining("openbloctel.seller." + setting + " is ");
        }
        Map<String, Object> none = production();
        OWN_SELLER.keySet().forEach(setting -> none.put(setting, ""));
        assertThatThrownBy(() -> settings(none))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("seller.name is empty", "seller.siren is empty", "seller.iban is no IBAN");
        for (String wrong : List.of(
                "FR3100000000000000000000035", "FR3100000000000000000000043", "fr3100000000000000000000034", "FR00")) {
            Map<String, Object> mistyped = production();
            mistyped.put("openbloctel.seller.iban", wrong);
            assertThatThrownBy(() -> settings(mistyped)).hasMessageContaining("openbloctel.seller.iban is no IBAN");
        }
        Map<String, Object> spaced = production();
        spaced.put("openbloctel.seller.iban", "FR31 0000 0000 0000 0000 0000 034");
        assertThat(settings(spaced).environment()).isEqualTo(Settings.Environment.PRODUCTION);
    }

    private static Map<String, Object> production(String database) {
        Map<String, Object> given = production();
        given.remove("openbloctel.database.embedded-in-production");
        given.putAll(Map.of(
                "openbloctel.database.url", database,
                "openbloctel.database.accounts.user", "app_accounts",
                "openbloctel.database.list.user", "app_list",
                "openbloctel.mail.from", "a@opposition.example"));
        return given;
    }

    private static Map<String, Object> production() {
        Map<String, Object> given = new HashMap<>(Map.of(
                "openbloctel.environment", "production",
                "openbloctel.database.embedded-in-production", "true",
                "openbloctel.base-url", "https://opposition.example",
                "openbloctel.http.trusted-proxies", "192.0.2.7",
                "openbloctel.mail.host", "smtp.example"));
        given.putAll(OWN_SELLER);
        return given;
    }

    @Test
    void serverThatDoesNotMigrateNeedsLoginsOfItsOwn() {
        assertThatThrownBy(() -> settings(Map.of(
                        "openbloctel.database.url", "jdbc:postgresql://db/openbloctel",
                        "openbloctel.database.migrate", "false")))
                .hasMessageContaining("give openbloctel.database.accounts.user and .list.user");
    }

    @Test
    void demoListensOnThisMachineAlone() throws IOException {
        for (String open : List.of("0.0.0.0", "::", "192.0.2.1")) {
            assertThatThrownBy(() -> settings(Map.of("openbloctel.demo", "true", "openbloctel.address", open)))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("openbloctel.address is " + open + " with openbloctel.demo");
            assertThatThrownBy(() -> settings(Map.of("openbloctel.demo", "true", "openbloctel.sftp.address", open)))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("openbloctel.sftp.address is " + open + " with openbloctel.demo");
            assertThat(settings(Map.of("openbloctel.address", open)).address()).isEqualTo(open);
        }
        for (String own : List.of("127.0.0.1", "127.0.0.2", "::1", "localhost")) {
            assertThat(settings(Map.of("openbloctel.demo", "true", "openbloctel.address", own))
                            .demo())
                    .isTrue();
        }
    }

    @Test
    void productionTakesTheEmbeddedDatabaseOnlyWhenToldTo() throws IOException {
        assertThat(settings(production()).database().owner()).isNull();
    }

    @Test
    void passwordsComeFromFilesAndAreNotShown() throws IOException {
        Path secret = secret("s3cret\n", "rw-------");
        Settings settings = settings(Map.of(
                "openbloctel.database.url", "jdbc:postgresql://db/openbloctel",
                "openbloctel.database.user", "owner",
                "openbloctel.database.password-file", secret.toString(),
                "openbloctel.mail.host", "smtp.example",
                "openbloctel.mail.password-file", secret.toString()));
        assertThat(settings.database().owner())
                .isEqualTo(new Settings.Login("jdbc:postgresql://db/openbloctel", "owner", "s3cret"));
        assertThat(settings.toString()).doesNotContain("s3cret");
    }

    @Test
    void secretThatEverybodyCanReadIsNone() throws IOException {
        Path secret = secret("s3cret\n", "rw-r--r--");
        assertThatThrownBy(() -> settings(Map.of(
                        "openbloctel.database.url",
                        "jdbc:postgresql://db/openbloctel",
                        "openbloctel.database.password-file",
                        secret.toString())))
                .hasMessageContaining("names a file that everybody can read: chmod 600 it")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void productionSendsNoCodeInTheClearAndWritesNoneIntoTheLog() throws IOException {
        Map<String, Object> proof = production();
        proof.put("openbloctel.consumer.proof-required", "true");
        assertThatThrownBy(() -> settings(proof))
                .hasMessageContaining("openbloctel.consumer.codes.gateway is empty in production");
        proof.put("openbloctel.consumer.codes.gateway", "http://gateway.example/codes");
        assertThatThrownBy(() -> settings(proof))
                .hasMessageContaining("openbloctel.consumer.codes.gateway does not begin with https://");
        proof.put("openbloctel.consumer.codes.gateway", "https://gateway.example/codes");
        proof.put(
                "openbloctel.consumer.codes.token-file",
                secret("t0ken", "rw-------").toString());
        assertThat(settings(proof).gateway())
                .isEqualTo(new Settings.Gateway(URI.create("https://gateway.example/codes"), "t0ken"));
        assertThat(settings(proof).toString()).doesNotContain("t0ken");
    }

    private Path secret(String text, String mode) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), text);
        return Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString(mode));
    }

    @Test
    void emptyNumberAndTimeThatIsNoneAreNamed() {
        assertThatThrownBy(() -> settings(Map.of("openbloctel.jobs.threads", "", "openbloctel.mail.port", "1e3")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("openbloctel.mail.port is \"1e3\": give a whole number from 1 to 65535.\n"
                        + "openbloctel.jobs.threads is \"\": give a whole number from 1 to 1000.");
    }

    @Test
    void linksInWaitingMailsAreSealedUnlessTheOperatorSaysOtherwise() throws IOException {
        assertThat(new ResourcePropertySource(new ClassPathResource("openbloctel.properties"))
                        .getProperty("openbloctel.mail.sealed"))
                .isEqualTo("true");
    }

    private static Settings settings(Map<String, Object> given) throws IOException {
        MutablePropertySources sources = new MutablePropertySources();
        sources.addLast(new MapPropertySource("given", new HashMap<>(given)));
        sources.addLast(new ResourcePropertySource(
                new EncodedResource(new ClassPathResource("openbloctel.properties"), StandardCharsets.UTF_8)));
        Binder binder = new Binder(
                ConfigurationPropertySources.from(sources), new PropertySourcesPlaceholdersResolver(sources));
        SettingsCheck check = new SettingsCheck(BindHandler.DEFAULT, new PropertySourcesPropertyResolver(sources));
        try {
            return binder.bindOrCreate("openbloctel", Bindable.of(ServerProperties.class), check)
                    .settings();
        } catch (BindException e) {
            throw e.getCause() instanceof SettingsException wrong ? wrong : e;
        }
    }
}
