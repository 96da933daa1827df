package org.openbloctel.server.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.server.platform.files.BucketSettings.FilesProperties;
import org.openbloctel.server.platform.settings.SecretFile;
import org.openbloctel.server.platform.settings.SettingsException;

/** The settings of a bucket. */
final class BucketSettingsTest {
    @TempDir
    private Path home;

    private static FilesProperties given(String endpoint, String prefix, String key, String secret) {
        return new FilesProperties("files", endpoint, "fr-par", prefix, key, new SecretFile(secret), true, 10);
    }

    @Test
    void noBucketMeansFolders() {
        assertThat(BucketSettings.of(
                        new FilesProperties(null, null, "us-east-1", null, null, SecretFile.NONE, true, 10), true))
                .isEmpty();
        assertThat(BucketSettings.of(Map.of())).isEmpty();
    }

    @Test
    void whatIsMissingIsNamed() {
        FilesProperties none = new FilesProperties("files", null, null, "a b", null, SecretFile.NONE, true, 10);
        assertThatThrownBy(() -> BucketSettings.of(none, true))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("files.endpoint", "files.prefix", "files.access-key");
        assertThatThrownBy(() -> BucketSettings.of(given("http://store.example", "", "key", "secret"), true))
                .hasMessageContaining("no https address in production");
        assertThat(BucketSettings.of(given("http://store.example", "", "key", "secret"), false))
                .isPresent();
        assertThat(BucketSettings.of(given("http://127.0.0.1:9000", "", "key", "secret"), true))
                .isPresent();
    }

    @Test
    void addressThatIsNoneIsAProblemOfTheSettings() {
        for (String endpoint :
                List.of("store.example", "store.example:9000", "https://", "https://a b", "ftp://store.example")) {
            for (boolean production : List.of(true, false)) {
                assertThatThrownBy(() -> BucketSettings.of(given(endpoint, "", "key", "secret"), production))
                        .as(endpoint)
                        .isInstanceOf(SettingsException.class)
                        .hasMessageContaining("files.endpoint is no address of a store");
            }
        }
        FilesProperties noRegion =
                new FilesProperties("files", "https://store.example", " ", "", "key", new SecretFile("s"), true, 10);
        assertThatThrownBy(() -> BucketSettings.of(noRegion, true)).hasMessageContaining("files.region is empty");
    }

    /** The job that makes backups may not read the key. */
    @Test
    void backupNeedsTheNameOfTheStoreAlone() {
        assertThat(FilePlaces.store(Map.of(
                        "openbloctel.files.bucket", "files",
                        "openbloctel.files.prefix", "a/",
                        "openbloctel.files.secret-key-file",
                                home.resolve("missing").toString())))
                .hasValue("bucket files, a/");
        assertThat(FilePlaces.store(Map.of("openbloctel.files.bucket", " "))).isEmpty();
    }

    @Test
    void commandReadsTheSameSettingsAndTheSecretIsNeverShown() throws IOException {
        Path secret = Files.writeString(home.resolve("secret"), "very-secret\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        BucketSettings read = BucketSettings.of(Map.of(
                        "openbloctel.files.bucket", "files",
                        "openbloctel.files.endpoint", "https://store.example",
                        "openbloctel.files.region", "fr-par",
                        "openbloctel.files.prefix", "a/",
                        "openbloctel.files.access-key", "key",
                        "openbloctel.files.secret-key-file", secret.toString()))
                .orElseThrow();
        assertThat(read)
                .isEqualTo(BucketSettings.of(given("https://store.example", "a/", "key", "very-secret"), true)
                        .orElseThrow())
                .hasToString("bucket files, a/");
    }
}
