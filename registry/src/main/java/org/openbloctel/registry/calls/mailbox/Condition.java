package org.openbloctel.registry.calls.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;

/** How reading the mailbox goes, as all servers see it. Thread-safe. */
public final class Condition {
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final ConditionRows rows;
    private final InstantSource clock;
    private final String mailbox;

    /** Of the mailbox that is read. */
    public Condition(Database database, InstantSource clock, Policy policy) {
        this.rows = database.rows(ConditionRows.class);
        this.clock = clock;
        this.mailbox = policy.mailbox();
    }

    /**
     * How it goes.
     *
     * @param readAt when it was last read through
     * @param failingSince since when it cannot be read; empty when it can
     * @param fault the kind of the last fault
     * @param waiting mails whose senders wait for an answer
     */
    public record Now(Optional<Instant> readAt, Optional<Instant> failingSince, String fault, int waiting) {}

    /**
     * Begins to read the mailbox, or goes on with it; false when another reader is at it. A reader that gives no sign for
     * some minutes has lost it.
     *
     * @param reader who reads
     */
    public boolean begin(UUID reader) {
        return rows.begin(mailbox, reader, clock.instant().plus(LEASE), clock.instant());
    }

    /** Leaves the mailbox to the next server. */
    public void end(UUID reader) {
        rows.end(mailbox, reader);
    }

    /** The mailbox was read through. */
    public void read() {
        rows.read(mailbox, clock.instant());
    }

    /**
     * The mailbox could not be read.
     *
     * @param fault its kind, without anything that a server said
     */
    public void failed(String fault) {
        rows.failed(mailbox, fault, clock.instant());
    }

    /** How it goes now. */
    public Now now() {
        int waiting = rows.waiting();
        return rows.find(mailbox)
                .map(state -> new Now(state.readAt(), state.failingSince(), state.fault(), waiting))
                .orElseGet(() -> new Now(Optional.empty(), Optional.empty(), "", waiting));
    }

    /**
     * What the operator chose.
     *
     * @param address where people send their call files; empty when no mailbox is read
     * @param mailbox which mailbox and folder is read, as its mails are written down
     * @param own our own addresses, in lower case: mail from there is never answered
     * @param strangersADay how many unknown senders are answered in a day
     */
    public record Policy(Optional<String> address, String mailbox, Set<String> own, int strangersADay) {
        /** Copies the set. */
        public Policy {
            own = Set.copyOf(own);
        }
    }
}
