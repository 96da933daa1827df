package org.openbloctel.server.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.settings.SecretFile;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.settings.SettingsException;

/** {@code bloctel serve --migrate}: the schema of this version, made by the owner of the database, whom the servers need not know. */
final class MigrateCommand {
    static final String OPTION = "--migrate";

    private static final String DATABASE = "openbloctel.database.";

    private MigrateCommand() {}

    /** An older database holds phone numbers in plain, which are sealed now: by the keys that the servers have. */
    private static MasterKeys keys(Map<String, String> settings) {
        return keys(settings, "the database holds phone numbers in plain, which this version seals");
    }

    /** The keys that the servers have. Throws {@link SettingsException} when there are none. */
    static MasterKeys keys(Map<String, String> settings, String why) {
        String setting = settings.getOrDefault("openbloctel.master-key", "");
        String command = settings.getOrDefault(MasterKeyCommand.SETTING, "");
        Path folder = Path.of(settings.getOrDefault(ServeCommand.DATA_FOLDER, "data"));
        if (setting.isBlank() && command.isBlank() && !Files.exists(folder.resolve(MasterKeyConfiguration.FILE))) {
            throw new SettingsException(List.of(why + ", and there is no master key: name the"
                    + " servers' data folder with --data, or give openbloctel.master-key or "
                    + MasterKeyCommand.SETTING
                    + ". Nothing was changed."));
        }
        return MasterKeyConfiguration.read(setting, command, folder);
    }

    /** The login of the owner of a database that is not embedded; null when the settings name none. */
    static Settings.@Nullable Login owner(Map<String, String> settings) {
        String url = settings.getOrDefault(DATABASE + "url", "");
        String user = settings.getOrDefault(DATABASE + "user", "");
        String password = SecretFile.of(settings.getOrDefault(DATABASE + "password-file", ""))
                .text();
        return url.isBlank() ? null : new Settings.Login(url, user.isBlank() ? null : user, password);
    }

    /** Migrates, and says what was done. Throws {@link SettingsException} when there is no database to do it in. */
    static String run(List<String> arguments) {
        Map<String, String> settings = ServeCommand.settings(
                arguments.stream().filter(word -> !word.equals(OPTION)).toList());
        Settings.Login owner = owner(settings);
        if (owner == null) {
            throw new SettingsException(
                    List.of(
                            "there is no " + DATABASE
                                    + "url: name the database with --db or in the file of settings; the embedded one migrates by itself."));
        }
        int done = Schema.migrate(owner.single(), () -> keys(settings));
        return "The database has the schema of this version; migrations applied: " + done + ".";
    }
}
