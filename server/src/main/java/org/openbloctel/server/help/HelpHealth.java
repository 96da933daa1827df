package org.openbloctel.server.help;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** How many pages of the help were left out; the server is well without them. */
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
