package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.settings.SettingsException;

/** Master keys that a command writes, as the client of a key management service does. */
final class MasterKeyCommandTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder = Path.of(".");

    private final String key = Base64.getEncoder().encodeToString(MasterKeys.newDataKey());

    @Test
    void keysAreWhatTheCommandWritesAndNoFileIsMade() {
        MasterKeys keys = MasterKeyConfiguration.read("", "printf '%s\n' " + key, folder);
        assertThat(keys.currentId()).isEqualTo(MasterKeys.parse(key).currentId());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void commandThatFailsWritesNoKeyOrHangsIsRefusedWithoutItsOutput() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "echo " + key + "; exit 3",
                        "ended with 3",
                        "echo AAAA",
                        "a master key is not 32 bytes long",
                        "true",
                        "there is no master key")
                .entrySet()) {
            assertThatThrownBy(() -> MasterKeyCommand.keys(wrong.getKey(), LONG))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageStartingWith("openbloctel.master-key-command")
                    .hasMessageContaining(wrong.getValue())
                    .message()
                    .doesNotContain(key, "AAAA");
        }
        assertThatThrownBy(() -> MasterKeyCommand.keys("sleep 60", Duration.ofMillis(100)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("took longer than");
    }

    @Test
    void settingAndCommandAtOnceAreRefused() {
        assertThatThrownBy(() -> MasterKeyConfiguration.read(key, "true", folder))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("one of openbloctel.master-key and openbloctel.master-key-command");
    }
}
