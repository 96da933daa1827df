package org.openbloctel.server.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openbloctel.registry.platform.filevault.FolderFiles;
import org.openbloctel.registry.platform.filevault.StoredFiles;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.doctor.Doctor;
import org.openbloctel.server.platform.doctor.ReportText;
import org.openbloctel.server.platform.files.FilePlaces;
import org.openbloctel.server.platform.files.FilePlaces.BucketFilesReader;
import org.openbloctel.server.platform.postgres.EmbeddedPostgres;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.settings.SettingsException;

/**
 * {@code bloctel doctor}: examines the database and the folders of a server, which may run meanwhile, and prints what is wrong. Its
 * connections are read-only. The embedded PostgreSQL of a server that does not run is started for it, and stopped again.
 */
final class DoctorCommand {
    static final String NAME = "doctor";

    private static final String JSON = "json";
    private static final String DEEP = "deep";
    private static final int CONNECTIONS = 3;

    private DoctorCommand() {}

    /** What a run ends with. */
    record Result(String text, int exitCode) {}

    /** Examines. Throws {@link SettingsException} when it cannot begin, and other exceptions when there is no database to reach. */
    static Result run(List<String> words) {
        return run(words, Clock.systemUTC());
    }

    static Result run(List<String> words, InstantSource clock) {
        CommandWords line = CommandWords.of(NAME, Set.of(JSON, DEEP), words);
        MasterKeys keys = MigrateCommand.keys(line.settings(), "the doctor opens what the master keys wrapped");
        Settings.Login owner = MigrateCommand.owner(line.settings());
        Doctor.Report report;
        if (owner != null) {
            report = examine(line.login("accounts", owner), line.login("list", owner), keys, line, clock);
        } else {
            try (EmbeddedPostgres.Borrowed embedded = EmbeddedPostgres.borrow(embedded(line.data()))) {
                Settings.Login login = new Settings.Login(embedded.url(), EmbeddedPostgres.NAME, embedded.password());
                report = examine(login, login, keys, line, clock);
            }
        }
        String text =
                line.flags().contains(JSON) ? ReportText.json(report) : new ReportText(line.language()).text(report);
        return new Result(text, report.exitCode());
    }

    /** The folder of the embedded PostgreSQL, which must be there. */
    static Path embedded(Path data) {
        Path postgres = data.resolve("postgres");
        if (!Files.exists(postgres)) {
            throw new SettingsException(List.of("there is no database in " + data
                    + ": name the data folder with --data, or the database with --db."));
        }
        return postgres;
    }

    private static Doctor.Report examine(
            Settings.Login accounts, Settings.Login list, MasterKeys keys, CommandWords line, InstantSource clock) {
        try (BucketFilesReader bucket = FilePlaces.reading(line.settings()).orElse(null);
                HikariDataSource accountsPool = pool(NAME, "accounts", accounts, "on");
                HikariDataSource listPool = pool(NAME, "list", list, "on")) {
            StoredFiles submissions =
                    bucket == null ? FolderFiles.reading(line.submissions()) : bucket.open("submissions");
            StoredFiles evidence = bucket == null ? FolderFiles.reading(line.evidence()) : bucket.open("evidence");
            Doctor.Folders folders =
                    new Doctor.Folders(line.data().resolve("list"), submissions, evidence, line.checkpoints());
            List<String> unnamed = OperatorNames.unnamed(line.settings()::get);
            return new Doctor(accountsPool, listPool, keys, folders, clock, unnamed)
                    .examine(line.flags().contains(DEEP));
        }
    }

    /** Connections of a command; they only read with {@code on}. */
    static HikariDataSource pool(String command, String role, Settings.Login login, String readOnly) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(command + "-" + role);
        config.setDataSource(new PoolConnections(login, Map.of("ApplicationName", "bloctel " + command)));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionInitSql(
                "set role openbloctel_" + role + "; set default_transaction_read_only = " + readOnly);
        return new HikariDataSource(config);
    }
}
