package org.openbloctel.server.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.openbloctel.registry.platform.database.RoleRows;
import org.openbloctel.server.platform.backup.Backup;
import org.openbloctel.server.platform.files.FilePlaces;
import org.openbloctel.server.platform.pages.CommandText;
import org.openbloctel.server.platform.postgres.ClientTools;
import org.openbloctel.server.platform.postgres.EmbeddedBackup;
import org.openbloctel.server.platform.postgres.EmbeddedPostgres;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.settings.SettingsException;

/**
 * {@code bloctel backup} and {@code bloctel restore}: copies the database and the files of a server into a folder, and restores them into
 * an empty installation. Neither touches the keys. Servers may run during a backup, not during a restore.
 */
final class BackupCommand {
    static final String BACKUP = "backup";
    static final String RESTORE = "restore";

    /** Where PostgreSQL's tools are, if not on the path of the system. */
    private static final String TOOLS = "BLOCTEL_PG_BIN";

    private BackupCommand() {}

    /** Makes a backup, and returns a message for the operator. */
    static String backup(List<String> words) {
        return backup(words, System.getenv());
    }

    static String backup(List<String> words, Map<String, String> environment) {
        CommandWords line = CommandWords.of(BACKUP, Set.of(), words);
        Path folder = line.folder(BACKUP);
        Settings.Login owner = MigrateCommand.owner(line.settings());
        long files = reportingFaults(() -> {
            if (owner != null) {
                return make(folder, line, to -> tools(owner, environment).dump(to.resolve(Backup.DUMP)));
            }
            Path postgres = DoctorCommand.embedded(line.data());
            try (EmbeddedPostgres.Borrowed running = EmbeddedPostgres.borrow(postgres)) {
                return make(folder, line, to -> EmbeddedBackup.copy(postgres, running, to.resolve(Backup.EMBEDDED)));
            }
        });
        CommandText text = new CommandText(BACKUP, line.language());
        String made = text.say("backup.made", folder, text.number(files));
        return FilePlaces.store(line.settings())
                .map(store -> made + "\n" + text.say("backup.store", store))
                .orElse(made);
    }

    /** Restores a backup, and returns a message for the operator. */
    static String restore(List<String> words) {
        return restore(words, System.getenv());
    }

    static String restore(List<String> words, Map<String, String> environment) {
        CommandWords line = CommandWords.of(RESTORE, Set.of(), words);
        Path folder = line.folder(RESTORE);
        requireEmpty(line);
        Settings.Login owner = MigrateCommand.owner(line.settings());
        long files = reportingFaults(() -> {
            Backup backup = Backup.open(folder);
            if (backup.isEmbedded() != (owner == null)) {
                throw new SettingsException(List.of(folder + " is a backup of "
                        + (owner == null
                                ? "your own PostgreSQL: name an empty database with --db."
                                : "an embedded PostgreSQL: leave --db out.")));
            }
            Files.createDirectories(line.data());
            return backup.restore(folders(line), from -> {
                if (owner == null) {
                    EmbeddedBackup.restore(
                            from.resolve(Backup.EMBEDDED), line.data().resolve("postgres"));
                } else {
                    load(owner.single(), tools(owner, environment), from.resolve(Backup.DUMP));
                }
            });
        });
        CommandText text = new CommandText(BACKUP, line.language());
        return text.say("backup.restored", folder, text.number(files), line.data());
    }

    private static void load(DataSource owner, ClientTools tools, Path dump) throws IOException {
        if (!RoleRows.isEmpty(owner)) {
            throw new SettingsException(List.of("the database is not empty: give a new one. Nothing was changed."));
        }
        RoleRows.make(owner);
        tools.restore(dump, () -> RoleRows.letCreate(owner));
        RoleRows.letCreateNoMore(owner);
    }

    private static void requireEmpty(CommandWords line) {
        for (String name : List.of("postgres", "list")) {
            Path place = line.data().resolve(name);
            if (Files.exists(place)) {
                throw new SettingsException(List.of(
                        place + " already exists: a backup is restored only where there are no data. Move it away."
                                + " Nothing was changed."));
            }
        }
    }

    private static long make(Path folder, CommandWords line, Backup.DatabaseCopy database) throws IOException {
        return Backup.make(folder, folders(line), database, Clock.systemUTC().instant());
    }

    private static Backup.Folders folders(CommandWords line) {
        return FilePlaces.store(line.settings())
                .map(store -> Backup.Folders.inStore(store, line.checkpoints()))
                .orElseGet(() -> new Backup.Folders(line.submissions(), line.evidence(), line.checkpoints()));
    }

    private static ClientTools tools(Settings.Login owner, Map<String, String> environment) {
        return new ClientTools(owner, Path.of(environment.getOrDefault(TOOLS, "")));
    }

    /** Work on files. */
    @FunctionalInterface
    private interface Work {
        long run() throws IOException;
    }

    private static long reportingFaults(Work work) {
        try {
            return work.run();
        } catch (Backup.NotWholeException e) {
            throw new SettingsException(List.of(e.getMessage() + "."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
