package org.openbloctel.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openbloctel.registry.platform.vault.MasterKeyFile;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.settings.SettingsException;

/** {@code bloctel serve --rotate-master-key}: a new current master key in the file; a server uses it from its next start. */
final class RotateCommand {
    static final String OPTION = "--rotate-master-key";

    private static final String SETTING = "openbloctel.master-key";

    private RotateCommand() {}

    /** Rotates, and says what was done. Throws {@link SettingsException} when there is no file to do it in. */
    static String run(List<String> arguments) {
        Map<String, String> settings = ServeCommand.settings(
                arguments.stream().filter(word -> !word.equals(OPTION)).toList());
        if (!settings.getOrDefault(SETTING, "").isBlank()) {
            throw new SettingsException(
                    List.of(
                            "the master keys stand in " + SETTING
                                    + " or its file: put a new one before them there, with a comma between; openssl rand -base64 32 makes one."));
        }
        if (!settings.getOrDefault(MasterKeyCommand.SETTING, "").isBlank()) {
            throw new SettingsException(
                    List.of(
                            MasterKeyCommand.SETTING
                                    + " writes the master keys: put a new one before them where it has them from; openssl rand -base64 32 makes one."));
        }
        Path file =
                Path.of(settings.getOrDefault(ServeCommand.DATA_FOLDER, "data")).resolve(MasterKeyConfiguration.FILE);
        if (!Files.exists(file)) {
            throw new SettingsException(List.of("there is no " + file + ": name the data folder with --data."));
        }
        try {
            return "Master key " + MasterKeyFile.rotate(file).currentId() + " is the current one in " + file
                    + ". Copy the file to its safe place now, then restart the server.";
        } catch (IOException | MasterKeys.UnusableKeyException e) {
            throw new SettingsException(List.of("the master key cannot be rotated: " + e.getMessage()));
        }
    }
}
