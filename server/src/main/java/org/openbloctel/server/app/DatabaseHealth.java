package org.openbloctel.server.app;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Whether both sides of the database answered when they were asked last, a moment ago: never waits for them. */
@Component("databaseHealthIndicator")
final class DatabaseHealth extends AbstractHealthIndicator {
    private final LanedConnections accounts;
    private final Pulse list;

    DatabaseHealth(LanedConnections accounts, Pulse listPulse) {
        super("the database does not answer");
        this.accounts = accounts;
        this.list = listPulse;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.status(accounts.answers() && list.answers() ? Status.UP : Status.DOWN);
    }
}
