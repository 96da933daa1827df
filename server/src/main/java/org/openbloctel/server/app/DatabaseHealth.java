package org.openbloctel.server.app;

import org.openbloctel.registry.database.Database;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Whether both sides of the database answer. */
@Component("databaseHealthIndicator")
final class DatabaseHealth extends AbstractHealthIndicator {
    private final Database database;

    DatabaseHealth(Database database) {
        super("the database does not answer");
        this.database = database;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        database.accounts().sql("select 1").query(Integer.class).single();
        database.list().sql("select 1").query(Integer.class).single();
        builder.up();
    }
}
