package org.openbloctel.registry.platform.database;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.ValidateOutput;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * Brings a database to the schema of this version. Each feature has its tens: list 010, audit 020, outbox 030, and so on. Migrations run in
 * the order of their versions only. A database may have later ones, of a newer version that runs beside this one.
 */
public final class Migrations {
    private Migrations() {}

    /**
     * Applies what is missing.
     *
     * @param owner connections as the owner of the database, who may create roles
     * @param keys the master keys, asked for only if the database holds phone numbers that are not sealed yet
     * @return how many were missing
     * @throws OutOfOrderException when one is missing in between, or was altered; nothing is migrated then
     */
    public static int apply(DataSource owner, Supplier<MasterKeys> keys) {
        Flyway flyway = flyway(owner, keys).load();
        requireOrder(flyway);
        return flyway.migrate().migrationsExecuted;
    }

    /**
     * How many migrations of this version the database lacks.
     *
     * @param serving connections as a login with the role {@code openbloctel_accounts}
     * @throws OutOfOrderException when one is missing in between, or was altered
     */
    public static int missing(DataSource serving) {
        Flyway flyway = flyway(serving, Migrations::none).load();
        requireOrder(flyway);
        return flyway.info().pending().length;
    }

    /**
     * How the schema of a database differs from this version's; empty lists when it does not.
     *
     * @param missing versions that the database lacks
     * @param unknown versions that only the database has
     * @param altered versions that failed, or that were applied from another script
     */
    public record Differences(List<String> missing, List<String> unknown, List<String> altered) {
        /** Copies the lists. */
        public Differences {
            missing = List.copyOf(missing);
            unknown = List.copyOf(unknown);
            altered = List.copyOf(altered);
        }

        public boolean isNone() {
            return missing.isEmpty() && unknown.isEmpty() && altered.isEmpty();
        }
    }

    /** Compares the schema of a database with this version's. Only reads, by connections as for {@link #missing}. */
    public static Differences differences(DataSource serving) {
        List<String> missing = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        SortedSet<String> altered = new TreeSet<>();
        Flyway flyway = flyway(serving, Migrations::none)
                .ignoreMigrationPatterns("*:pending", "*:ignored", "*:future", "*:missing")
                .load();
        for (MigrationInfo migration : flyway.info().all()) {
            String version = String.valueOf(migration.getVersion());
            switch (migration.getState()) {
                case PENDING, IGNORED -> missing.add(version);
                case FUTURE_SUCCESS, MISSING_SUCCESS -> unknown.add(version);
                case FAILED, FUTURE_FAILED, MISSING_FAILED, OUTDATED -> altered.add(version);
                default -> {}
            }
        }
        flyway.validateWithResult().invalidMigrations.forEach(invalid -> altered.add(invalid.version));
        return new Differences(missing, unknown, List.copyOf(altered));
    }

    private static MasterKeys none() {
        throw new IllegalStateException("a serving login migrates nothing");
    }

    /** Flyway does not count a migration as pending that is older than the latest one: it would be passed over in silence. */
    private static void requireOrder(Flyway flyway) {
        List<String> skipped = new ArrayList<>();
        List<String> different = new ArrayList<>();
        for (ValidateOutput wrong : flyway.validateWithResult().invalidMigrations) {
            boolean lacking = wrong.errorDetails.errorCode == CoreErrorCode.RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED;
            (lacking ? skipped : different).add(wrong.version);
        }
        if (!skipped.isEmpty() || !different.isEmpty()) {
            throw new OutOfOrderException(skipped, different);
        }
    }

    static FluentConfiguration flyway(DataSource source, Supplier<MasterKeys> keys) {
        return Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .ignoreMigrationPatterns("*:pending", "*:future")
                .validateOnMigrate(false) // requireOrder has
                .javaMigrations(new NumberSealing(keys), new CallPacking());
    }

    /**
     * The migrations that a database has had are not the first ones of this version, in their order. Nothing was migrated: a migration that is
     * filled in later would meet a schema that it does not expect, and one that was altered has made another schema.
     */
    public static final class OutOfOrderException extends RuntimeException {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial") // immutable lists can be written
        private final List<String> skipped;

        @SuppressWarnings("serial")
        private final List<String> different;

        OutOfOrderException(List<String> skipped, List<String> different) {
            super("skipped: " + String.join(", ", skipped) + "; different or unknown: " + String.join(", ", different));
            this.skipped = List.copyOf(skipped);
            this.different = List.copyOf(different);
        }

        /** The versions of migrations that the database lacks, although it has had later ones. */
        public List<String> skipped() {
            return skipped;
        }

        /** The versions of applied migrations that differ from this version's, or that it does not know in between its own. */
        public List<String> different() {
            return different;
        }
    }
}
