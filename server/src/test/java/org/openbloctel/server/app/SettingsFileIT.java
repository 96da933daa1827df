package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.database.ServingLogins;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.settings.SettingsException;
import org.springframework.core.env.PropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The file of settings is all there is to set: what it names is asked for, what is asked for it names, each with its comment. */
final class SettingsFileIT {
    private static final Set<String> NAMES = names();
    private static final List<String> NAMED = List.of(
            "openbloctel.operator.people=alix@opposition.example",
            "openbloctel.portal.operator=Exemple du port, 2 quai de l’Exemple",
            "openbloctel.portal.host=Exemple de machines, 3 quai de l’Exemple",
            "openbloctel.portal.contact=questions@opposition.example");

    @TempDir
    private Path folder;

    /** A server in production, with everything that makes it ask for more. */
    @Test
    void everySettingIsReadAndWhateverIsReadIsASetting() throws IOException {
        Set<String> asked = new ConcurrentSkipListSet<>();
        Path secret = secret();
        TestDatabase database = TestDatabase.create();
        try (ServerFixture server = ServerFixture.watched(new Asked(asked), production(database, secret, NAMED))) {
            assertThat(server.visitor().get("/").statusCode()).isEqualTo(200);
            assertThatBrowsersStayWithTls(server);
        }
        assertThat(new TreeSet<>(asked)).containsExactlyElementsOf(new TreeSet<>(NAMES));
    }

    private Path secret() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        return Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    }

    private static String[] production(TestDatabase database, Path secret, List<String> names) {
        DataSource owner = database.owner();
        ServingLogins.make(owner, ServingLogins.ACCOUNTS);
        ServingLogins.make(owner, ServingLogins.LIST);
        List<String> settings = new ArrayList<>(List.of(
                "openbloctel.environment=production",
                "openbloctel.base-url=https://opposition.example",
                "openbloctel.http.trusted-proxies=none",
                // A user in the address would win over the logins.
                "openbloctel.database.url=" + database.url().replaceAll("(?<=[?&])user=[^&]*&?", ""),
                "openbloctel.database.user=postgres",
                "openbloctel.database.accounts.user=" + ServingLogins.ACCOUNTS,
                "openbloctel.database.list.user=" + ServingLogins.LIST,
                "openbloctel.mail.host=localhost",
                "openbloctel.mail.port=1",
                "openbloctel.seller.name=Exemple du port",
                "openbloctel.seller.address=2 quai de l’Exemple / 00000 Exemple",
                "openbloctel.seller.siren=000000034",
                "openbloctel.seller.vat-number=",
                "openbloctel.seller.iban=FR3100000000000000000000034",
                "openbloctel.seller.bic=",
                "openbloctel.consumer.codes.gateway=https://gateway.example",
                "openbloctel.consumer.codes.token-file=" + secret));
        settings.addAll(names);
        return settings.toArray(String[]::new);
    }

    @Test
    void newServerInProductionNamesWhoRunsIt() throws IOException {
        Path secret = secret();
        for (int i = 0; i < NAMED.size(); i++) {
            List<String> named = new ArrayList<>(NAMED);
            String missing = named.remove(i);
            assertThatThrownBy(() -> ServerFixture.start(production(TestDatabase.create(), secret, named)))
                    .hasRootCauseInstanceOf(SettingsException.class)
                    .rootCause()
                    .asString()
                    .contains(missing.substring(0, missing.indexOf('=')) + " is empty in production: give ")
                    .hasLineCount(1);
        }
        TestDatabase database = TestDatabase.create();
        // As an update leaves it: the release before started without.
        JdbcClient.create(database.owner())
                .sql("insert into accounts.release_before default values")
                .update();
        try (ServerFixture server = ServerFixture.start(production(database, secret, List.of()))) {
            assertThat(server.visitor().get("/").statusCode()).isEqualTo(200);
        }
    }

    /** Though the proxy does not say that a request came by https. */
    private static void assertThatBrowsersStayWithTls(ServerFixture server) {
        for (String path : List.of("/", "/pro", "/langue?choix=en", "/api/v1/campaigns", "/nulle-part")) {
            HttpResponse<String> answer = server.visitor().get(path);
            assertThat(answer.headers().firstValue("Strict-Transport-Security").orElse(""))
                    .as(path)
                    .contains("max-age=31536000", "includeSubDomains");
            assertThat(answer.headers().allValues("Set-Cookie"))
                    .as(path)
                    .allSatisfy(cookie -> assertThat(cookie)
                            .startsWith("__Host-openbloctel_")
                            .contains("; Secure", "; HttpOnly", "Path=/", "SameSite=Lax")
                            .doesNotContain("Domain="));
        }
        assertThat(server.visitor().get("/").headers().allValues("Set-Cookie")).isNotEmpty();
        HttpResponse<String> session =
                server.visitor().get(server.signInPath(new SignedIn.Consumer(UUID.randomUUID())));
        assertThat(session.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("__Host-openbloctel_session="))
                .singleElement()
                .asString()
                .contains("; Secure", "; HttpOnly", "Path=/", "SameSite=Lax")
                .doesNotContain("Domain=");
    }

    @Test
    void everySettingHasItsComment() {
        List<String> lines = ServeCommand.shippedSettings().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("openbloctel.")) {
                assertThat(lines.get(i - 1))
                        .as("what stands above %s", lines.get(i))
                        .matches("# .*[.:;,]?|openbloctel\\..*");
            } else {
                assertThat(lines.get(i)).as("line %s", i + 1).matches("|# .*");
            }
        }
    }

    private static Set<String> names() {
        return ServeCommand.shippedSettings()
                .lines()
                .filter(line -> line.startsWith("openbloctel."))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toSet());
    }

    /** Knows no value, and writes down which were asked for. */
    private static final class Asked extends PropertySource<Set<String>> {
        private Asked(Set<String> asked) {
            super("asked", asked);
        }

        @Override
        public @Nullable Object getProperty(String name) {
            // The law's own settings have the names of its rules, and are looked for as one. Spring also looks for a
            // group of settings as one, and for the first of several values by its index.
            boolean group = NAMES.stream().anyMatch(one -> one.startsWith(name + "."));
            boolean law = name.equals("openbloctel.law");
            if (name.startsWith("openbloctel.") && !law && !group && !name.endsWith("[0]")) {
                getSource().add(name);
            }
            return null;
        }
    }
}
