package org.openbloctel.server.platform.access;

import java.time.Duration;
import org.openbloctel.server.platform.access.RateLimits.Limit;

/** How often a company may do what its people and its programs can do alike: counted together. */
public final class SharedLimits {
    /** Checks of kept numbers at once: each reads all of them. */
    public static final Limit CAMPAIGN_RECHECKS = new Limit("campaign-rechecks", 10, Duration.ofMinutes(1));

    /** Events that try an endpoint out. */
    public static final Limit WEBHOOK_TESTS = new Limit("webhook-tests", 10, Duration.ofMinutes(1));

    /** Events that are sent once more. */
    public static final Limit WEBHOOK_RESENDS = new Limit("webhook-resends", 60, Duration.ofMinutes(1));

    /** Dossiers: each reads all certificates of its period. */
    public static final Limit DOSSIERS = new Limit("dossiers", 10, Duration.ofHours(1));

    private SharedLimits() {}
}
