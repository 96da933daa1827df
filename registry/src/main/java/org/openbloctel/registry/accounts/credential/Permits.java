package org.openbloctel.registry.accounts.credential;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Permits to set up one more second factor, or another in place of one: given for a fresh proof of a factor, good for one change
 * within minutes. An account without a factor needs none. Runs in the caller's transaction, which holds the owner's row, so that
 * of two first factors at once the second finds that it is none. Thread-safe.
 */
final class Permits {
    /** As long as it takes to install an authenticator. */
    private static final Duration VALID = Duration.ofMinutes(10);

    private static final String PURPOSE = "factor-change";

    private final FactorRows rows;
    private final Links links;

    Permits(Database database, InstantSource clock) {
        this.rows = database.rows(FactorRows.class);
        this.links = new Links(database, clock);
    }

    String give(UUID id) {
        return links.make(PURPOSE, id.toString(), VALID);
    }

    /** Refused unless the person may set up a factor now. */
    void check(UUID id, String permit) {
        if (hasFactor(id)
                && links.look(PURPOSE, permit).filter(id.toString()::equals).isEmpty()) {
            throw new RefusedException(new AccessRefusal.SecondFactorNeeded());
        }
    }

    /** Uses it up, once the change is made. */
    void use(String permit) {
        links.use(PURPOSE, permit);
    }

    /** Whether a person has a second factor of any kind. */
    boolean hasFactor(UUID id) {
        return rows.exists(id);
    }
}
