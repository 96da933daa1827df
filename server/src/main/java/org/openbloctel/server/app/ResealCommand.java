package org.openbloctel.server.app;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Migrations;
import org.openbloctel.registry.platform.database.NumberResealing;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.postgres.EmbeddedPostgres;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.settings.SettingsException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * {@code bloctel serve --reseal-numbers}: all phone numbers of the database stand under a new data key afterwards. Works as the owner of
 * the database while no server runs; cut off, the next run goes on.
 */
final class ResealCommand {
    static final String OPTION = "--reseal-numbers";

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);

    private ResealCommand() {}

    /** Seals them, and says what was done. Throws {@link SettingsException} when it cannot begin. */
    static String run(List<String> arguments, PrintStream progress) {
        Map<String, String> settings = ServeCommand.settings(
                arguments.stream().filter(word -> !word.equals(OPTION)).toList());
        Settings.Login owner = MigrateCommand.owner(settings);
        if (owner != null) {
            return run(owner, keys(settings), progress);
        }
        Path folder = Path.of(settings.getOrDefault(ServeCommand.DATA_FOLDER, "data"));
        Path postgres = folder.resolve("postgres");
        if (!Files.exists(postgres)) {
            throw new SettingsException(List.of("there is no database in " + folder
                    + ": name the data folder with --data, or the database with --db."));
        }
        MasterKeys keys = keys(settings);
        try (EmbeddedPostgres embedded = EmbeddedPostgres.start(postgres)) {
            return run(new Settings.Login(embedded.url(), EmbeddedPostgres.NAME, embedded.password()), keys, progress);
        }
    }

    private static MasterKeys keys(Map<String, String> settings) {
        return MigrateCommand.keys(settings, "the key of the numbers is wrapped by a master key");
    }

    private static String run(Settings.Login owner, MasterKeys keys, PrintStream progress) {
        int missing = Migrations.missing(owner.single());
        if (missing > 0) {
            throw new SettingsException(
                    List.of(
                            "the database lacks " + missing
                                    + " migrations: run bloctel serve --migrate first, or start this version once. Nothing was changed."));
        }
        // One connection for all of it: any other that is there is a server's.
        try (Connection connection = owner.single().getConnection()) {
            return run(new SingleConnectionDataSource(connection, true), keys, progress);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String run(DataSource owner, MasterKeys keys, PrintStream progress) {
        AtomicLong next = new AtomicLong(System.nanoTime());
        NumberResealing.Watch watch = (table, rows, all) -> {
            if (System.nanoTime() - next.get() >= 0) {
                next.set(System.nanoTime() + BETWEEN_LINES.toNanos());
                progress.printf(Locale.ROOT, "%s: %,d of %,d numbers%n", table, rows, all);
            }
        };
        try {
            long sealed = new NumberResealing(owner, keys, watch).run();
            new AuditTrail(new Database(owner, owner, keys), keys, Clock.systemUTC())
                    .record(new AuditEntry(
                            "system", "numbers.resealed", "numbers", Map.of("rows", Long.toString(sealed))));
            return String.format(
                    Locale.ROOT,
                    "All numbers stand under a new key: %,d rows were sealed anew. Start the servers: each reads the list from the"
                            + " database once. Copies and logs of the database made before stay readable with the old key: destroy"
                            + " them (docs/operations.md).",
                    sealed);
        } catch (NumberResealing.ServersConnectedException e) {
            throw new SettingsException(List.of(e.getMessage()
                    + ": stop all servers and run the command again. Nothing was sealed anew by this run."));
        } catch (NumberResealing.WrittenMeanwhileException e) {
            throw new SettingsException(List.of(e.getMessage()
                    + ": stop that server and run the command again, which seals what is left. The old key is kept until then, and"
                    + " servers of this version do not start."));
        } catch (MasterKeys.LostKeyException e) {
            throw new SettingsException(
                    List.of(
                            "BT-0611: no master key opens the key of the numbers (" + e.getMessage()
                                    + "). Put the ring of master keys of this database where the servers have it. Nothing was changed."));
        }
    }
}
