package org.openbloctel.registry.database;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.openbloctel.registry.vault.MasterKeys;

/** Brings a database to the schema of this version. Each feature has its tens: list 010, audit 020, outbox 030, and so on. */
public final class Migrations {
    private Migrations() {}

    /**
     * Applies what is missing.
     *
     * @param owner connections as the owner of the database, who may create roles
     * @param keys the master keys, asked for only if the database holds phone numbers that are not sealed yet
     * @return how many were missing
     */
    public static int apply(DataSource owner, Supplier<MasterKeys> keys) {
        return flyway(owner, keys).load().migrate().migrationsExecuted;
    }

    /**
     * How many migrations of this version the database lacks.
     *
     * @param serving connections as a login with the role {@code openbloctel_accounts}
     */
    public static int missing(DataSource serving) {
        return flyway(serving, Migrations::none).load().info().pending().length;
    }

    private static MasterKeys none() {
        throw new IllegalStateException("a serving login migrates nothing");
    }

    static FluentConfiguration flyway(DataSource source, Supplier<MasterKeys> keys) {
        return Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .javaMigrations(new NumberSealing(keys));
    }
}
