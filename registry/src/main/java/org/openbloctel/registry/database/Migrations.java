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
     */
    public static void apply(DataSource owner) {
        Flyway.configure()
                .dataSource(owner)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }
}
