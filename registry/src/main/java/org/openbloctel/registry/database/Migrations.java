package org.openbloctel.registry.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database to the schema of this version. Each feature has its tens: list 010, audit 020, outbox 030, and so on. */
public final class Migrations {
    private Migrations() {}

    /**
     * Applies what is missing.
     *
     * @param owner connections as the owner of the database, who may create roles
     * @return how many were missing
     */
    public static int apply(DataSource owner) {
        return flyway(owner).migrate().migrationsExecuted;
    }

    /**
     * How many migrations of this version the database lacks.
     *
     * @param serving connections as a login with the role {@code openbloctel_accounts}
     */
    public static int missing(DataSource serving) {
        return flyway(serving).info().pending().length;
    }

    private static Flyway flyway(DataSource source) {
        return Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .load();
    }
}
