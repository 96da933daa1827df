package org.openbloctel.server.service.help;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** The number of help pages that were left out; the server is healthy without them. */
@Component("helpHealthIndicator")
final class HelpHealth extends AbstractHealthIndicator {
    private final HelpLibrary library;

    HelpHealth(HelpLibrary library) {
        super("the help cannot be looked at");
        this.library = library;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up().withDetail("leftOut", library.faults().size());
    }
}
