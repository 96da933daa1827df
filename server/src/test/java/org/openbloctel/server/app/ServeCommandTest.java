package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.vault.MasterKeyFile;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.app.MasterKeyConfiguration.MasterKeySettings;
import org.openbloctel.server.platform.settings.SecretFile;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.settings.SettingsException;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What is typed and written down is checked before anything starts, and what is wrong is said with its cure. */
final class ServeCommandTest {
    @TempDir
    private Path folder;

    @Test
    void optionsAreSettings() {
        assertThat(ServeCommand.settings(List.of(
                        "--demo", "--port", "9000", "--data=" + folder, "--db", "jdbc:postgresql://db/openbloctel")))
                .containsOnly(
                        entry("openbloctel.demo", "true"),
                        entry("openbloctel.port", "9000"),
                        entry("openbloctel.management.port", "9001"),
                        entry("openbloctel.data-folder", folder.toString()),
                        entry("openbloctel.database.url", "jdbc:postgresql://db/openbloctel"));
    }

    @Test
    void fileInTheDataFolderIsReadAndTheCommandLineWins() throws IOException {
        Files.writeString(
                folder.resolve("openbloctel.properties"),
                "openbloctel.port=9100\nopenbloctel.service-name=Liste d’opposition\n");
        Map<String, String> settings = ServeCommand.settings(List.of("--data", folder.toString(), "--port", "9200"));
        assertThat(settings)
                .containsEntry("openbloctel.port", "9200")
                .containsEntry("openbloctel.service-name", "Liste d’opposition");
    }

    /** Spring reads property files as Latin-1 unless told otherwise; the operator's own file is the one that wins. */
    @Test
    void accentsOfShippedSettingsSurvive() {
        StandardEnvironment environment = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        assertThat(environment.getProperty("openbloctel.seller.address")).isEqualTo("1 rue de l’Exemple / 75000 Paris");
    }

    @Test
    void everythingWrongIsSaidAtOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("my.properties"), "openbloctel.prot=9100\nserver.port=1\n");
        assertThatThrownBy(() -> ServeCommand.settings(List.of("--config", file.toString(), "--prot", "--port")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("\"--prot\" is no option of serve: see bloctel serve --help.\n"
                        + "--port needs a value: see bloctel serve --help.\n"
                        + "\"openbloctel.prot\" in " + file
                        + " is no setting: bloctel serve --settings lists them all.\n"
                        + "\"server.port\" in " + file + " is no setting: bloctel serve --settings lists them all.");
    }

    @Test
    void portThatCannotBeIsSaidByItsOwnName() {
        assertThatThrownBy(() -> ServeCommand.settings(List.of("--port", "abc", "--data", folder.toString())))
                .isInstanceOf(SettingsException.class)
                .hasMessage("openbloctel.port is \"abc\": give a whole number from 0 to 65535.");
    }

    @Test
    void portsOfOtherDoorsStandSoFarAboveTheFirst() throws IOException {
        Path file = Files.writeString(
                folder.resolve("my.properties"), "openbloctel.checks.port=+2\nopenbloctel.sftp.port = +3\n");
        assertThat(ServeCommand.settings(List.of("--config", file.toString(), "--port", "8010")))
                .containsEntry("openbloctel.management.port", "8011")
                .containsEntry("openbloctel.checks.port", "8012")
                .containsEntry("openbloctel.sftp.port", "8013");
        assertThat(ServeCommand.settings(List.of("--config", file.toString())))
                .containsEntry("openbloctel.checks.port", "8082")
                .doesNotContainKey("openbloctel.management.port");
        assertThat(ServeCommand.settings(List.of("--config", file.toString(), "--port", "0")))
                .containsEntry("openbloctel.sftp.port", "0");
        assertThatThrownBy(() -> ServeCommand.settings(List.of("--config", file.toString(), "--port", "65533")))
                .hasMessage("openbloctel.sftp.port is \"65536\": give a whole number from 0 to 65535.");
        Files.writeString(file, "openbloctel.checks.port=+x\nopenbloctel.sftp.port=-1\n");
        assertThatThrownBy(() -> ServeCommand.settings(List.of("--config", file.toString())))
                .hasMessageContaining("openbloctel.checks.port is \"+x\"")
                .hasMessageContaining("openbloctel.sftp.port is \"-1\"");
    }

    @Test
    void portThatIsTakenIsNamedWithItsSetting() {
        StandardEnvironment settings = new StandardEnvironment();
        settings.getPropertySources()
                .addFirst(new MapPropertySource(
                        "settings", Map.of("openbloctel.port", "8010", "openbloctel.checks.port", "8012")));
        RuntimeException taken = new IllegalStateException(new PortInUseException(8012));
        assertThat(StartFailure.isOfSettings(taken)).isFalse();
        assertThat(Objects.requireNonNull(new StartFailure(settings).analyze(taken))
                        .getDescription())
                .isEqualTo("Port 8012 (openbloctel.checks.port) is taken by another program.");
    }

    /** So that a supervisor can tell what a restart cures from what it does not; and no stack trace for either. */
    @Test
    void startThatFailsIsExplained() {
        RuntimeException settings = new IllegalStateException(new SettingsException(List.of("wrong")));
        RuntimeException database = new IllegalStateException(new SQLException("Connection refused.", "08001"));
        assertThat(StartFailure.isOfSettings(settings)).isTrue();
        assertThat(StartFailure.isOfSettings(database)).isFalse();
        assertThat(Objects.requireNonNull(new StartFailure(new StandardEnvironment()).analyze(database))
                        .getDescription())
                .isEqualTo("PostgreSQL cannot be reached, or lets nobody in: Connection refused.");
    }

    @Test
    void demoIsRefusedWhereItIsNotPacked() {
        assertThat(ServeCommand.withoutDemo(ClassLoader.getPlatformClassLoader()))
                .singleElement()
                .asString()
                .contains("openbloctel-VERSION.zip");
        assertThat(ServeCommand.withoutDemo(ServeCommand.class.getClassLoader()))
                .isEmpty();
    }

    @Test
    void folderOfCredentialsIsFilledIn() {
        List<String> problems = new ArrayList<>();
        String file = "${CREDENTIALS_DIRECTORY}/database";
        assertThat(ServeCommand.withCredentials(file, "/run/credentials/a", "a", problems))
                .isEqualTo("/run/credentials/a/database");
        assertThat(ServeCommand.withCredentials("/etc/database", null, "a", problems))
                .isEqualTo("/etc/database");
        assertThat(problems).isEmpty();
        ServeCommand.withCredentials(file, null, "openbloctel.database.password-file", problems);
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("openbloctel.database.password-file is \"${CREDENTIALS_DIRECTORY}/database\"")
                .contains("systemctl start openbloctel");
    }

    @Test
    void fileThatIsNamedMustBeThere() {
        assertThatThrownBy(() -> ServeCommand.settings(List.of("--config", "/nowhere/my.properties")))
                .hasMessageContaining("/nowhere/my.properties cannot be read");
    }

    @Test
    void masterKeyInAFileThatEverybodyCanReadIsRefused() throws IOException {
        String key = Base64.getEncoder().encodeToString(MasterKeys.newDataKey());
        Path file = Files.writeString(folder.resolve("my.properties"), "openbloctel.master-key=" + key + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> ServeCommand.settings(List.of("--config", file.toString())))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(
                        "openbloctel.master-key stands in " + file + ", which everybody can read: chmod 600 it")
                .message()
                .doesNotContain(key);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(ServeCommand.settings(List.of("--config", file.toString())))
                .containsEntry("openbloctel.master-key", key);
    }

    @Test
    void ringOfAFileIsReadAsTheSettingOfTheKeys() throws IOException {
        String ring = Base64.getEncoder().encodeToString(MasterKeys.newDataKey()) + "\n"
                + Base64.getEncoder().encodeToString(MasterKeys.newDataKey());
        Path keys = Files.writeString(folder.resolve("ring"), ring + "\n");
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("r--------"));
        Path file = Files.writeString(folder.resolve("my.properties"), "openbloctel.master-key-file=" + keys + "\n");
        assertThat(ServeCommand.settings(List.of("--config", file.toString())))
                .containsEntry("openbloctel.master-key", ring.replace("\n", ","));
        MasterKeySettings settings = new MasterKeySettings("", SecretFile.of(keys.toString()), "");
        assertThat(MasterKeyConfiguration.read(settings.masterKey(), settings.masterKeyCommand(), folder)
                        .currentId())
                .isEqualTo(MasterKeys.parse(ring).currentId());

        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("r--r--r--"));
        assertThatThrownBy(() -> ServeCommand.settings(List.of("--config", file.toString())))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("openbloctel.master-key-file names a file that everybody can read");
    }

    @Test
    void masterKeyThatIsNoneEndsTheStartByItsName() throws IOException {
        Path key = Files.writeString(
                folder.resolve("master.key"), Base64.getEncoder().encodeToString(new byte[32]));
        MasterKeyConfiguration keys = new MasterKeyConfiguration();
        Settings settings = settings(folder);
        for (String open : List.of("rw-r--r--", "rw-r-----")) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(open));
            assertThatThrownBy(() -> keys.masterKeys(new MasterKeySettings("", SecretFile.NONE, ""), settings))
                    .isInstanceOf(SettingsException.class)
                    .hasMessage(
                            key + " can be read by others than its owner: chmod 600 it, and rotate the master key.");
        }
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> keys.masterKeys(new MasterKeySettings("", SecretFile.NONE, ""), settings))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(key + ": a master key is not random");
        assertThatThrownBy(() -> keys.masterKeys(new MasterKeySettings("AAAA", SecretFile.NONE, ""), settings))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("openbloctel.master-key: a master key is not 32 bytes long");
    }

    @Test
    void masterKeyIsRotatedInItsFileAndNowhereElse() throws IOException {
        List<String> arguments = List.of("--rotate-master-key", "--data", folder.toString());
        assertThatThrownBy(() -> RotateCommand.run(arguments)).hasMessageContaining("master.key: name the data folder");
        Path file = folder.resolve("master.key");
        String before = MasterKeyFile.open(file).currentId();
        String said = RotateCommand.run(arguments);
        MasterKeys rotated = MasterKeyFile.open(file);
        assertThat(rotated.currentId()).isNotEqualTo(before);
        assertThat(rotated.olderIds()).containsExactly(before);
        assertThat(said).contains(rotated.currentId(), file.toString());
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        Path own = Files.writeString(folder.resolve("openbloctel.properties"), "openbloctel.master-key=AAAA\n");
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> RotateCommand.run(arguments))
                .hasMessageContaining("openssl rand -base64 32")
                .message()
                .doesNotContain("AAAA");
    }

    private static Settings settings(Path folder) {
        return new Settings(
                Settings.Environment.DEVELOPMENT,
                false,
                folder,
                "127.0.0.1",
                URI.create("http://localhost"),
                "",
                new Settings.Database(
                        null,
                        new Settings.Pool(null, 1),
                        new Settings.Pool(null, 1),
                        new Settings.Doors(1, 1, 1, 5),
                        true),
                null,
                Optional.empty(),
                false,
                null,
                1,
                false);
    }
}
