package org.openbloctel.registry.calls.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.openbloctel.registry.platform.database.Database;

/** Counts what is told to whom, so that nobody is told twice a day, and strangers all together not too often. Thread-safe. */
final class NoticeLimits {
    private static final Duration ONCE_IN = Duration.ofDays(1);

    private final MailRows rows;
    private final InstantSource clock;

    NoticeLimits(Database database, InstantSource clock) {
        this.rows = MailRows.in(database);
        this.clock = clock;
    }

    /** Why somebody is told. */
    enum Kind {
        /** Nobody here has their address. */
        STRANGER,
        /** Somebody used their address without proof. */
        IMPERSONATED
    }

    /**
     * Whether somebody may be told now; counted as told. In the transaction that tells them.
     *
     * @param recipient a hash of the address, or the id of a member
     * @param mostADay how many may be told in a day, of this kind
     */
    boolean mayNotify(Kind kind, String recipient, int mostADay) {
        Instant now = clock.instant();
        return rows.insertNotice(kind.name(), recipient, mostADay, now, now.minus(ONCE_IN));
    }

    int forget() {
        return rows.forgetNotices(clock.instant().minus(ONCE_IN));
    }
}
