package org.openbloctel.registry.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;

/** How reading the mailbox goes, as all servers see it. Thread-safe. */
public final class Condition {
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Database database;
    private final InstantSource clock;
    private final String mailbox;

    /** Of the mailbox that is read. */
    public Condition(Database database, InstantSource clock, Policy policy) {
        this.database = database;
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
        return database.accounts()
                        .sql("""
                                insert into accounts.mailbox_state as state (mailbox, reader, reader_until)
                                values (:mailbox, :reader, :until)
                                on conflict (mailbox) do update set reader = excluded.reader, reader_until = excluded.reader_until
                                where state.reader = excluded.reader or state.reader_until is null or state.reader_until <= :now
                                """)
                        .param("mailbox", mailbox)
                        .param("reader", reader)
                        .param("until", Columns.timestamp(clock.instant().plus(LEASE)))
                        .param("now", Columns.timestamp(clock.instant()))
                        .update()
                == 1;
    }

    /** Leaves the mailbox to the next server. */
    public void end(UUID reader) {
        database.accounts()
                .sql(
                        "update accounts.mailbox_state set reader_until = null where mailbox = :mailbox and reader = :reader")
                .param("mailbox", mailbox)
                .param("reader", reader)
                .update();
    }

    /** The mailbox was read through. */
    public void read() {
        database.accounts()
                .sql("""
                        insert into accounts.mailbox_state as state (mailbox, read_at)
                        values (:mailbox, :now)
                        on conflict (mailbox) do update set read_at = excluded.read_at, failing_since = null, fault = ''
                        """)
                .param("mailbox", mailbox)
                .param("now", Columns.timestamp(clock.instant()))
                .update();
    }

    /**
     * The mailbox could not be read.
     *
     * @param fault its kind, without anything that a server said
     */
    public void failed(String fault) {
        database.accounts()
                .sql("""
                        insert into accounts.mailbox_state as state (mailbox, failing_since, fault)
                        values (:mailbox, :now, :fault)
                        on conflict (mailbox) do update set failing_since = coalesce(state.failing_since,
                            excluded.failing_since), fault = excluded.fault
                        """)
                .param("mailbox", mailbox)
                .param("now", Columns.timestamp(clock.instant()))
                .param("fault", fault)
                .update();
    }

    /** How it goes now. */
    public Now now() {
        int waiting = new MailRows(database).waiting();
        return database.accounts()
                .sql("select * from accounts.mailbox_state where mailbox = :mailbox")
                .param("mailbox", mailbox)
                .query((row, n) -> new Now(
                        Columns.optionalInstant(row, "read_at"),
                        Columns.optionalInstant(row, "failing_since"),
                        row.getString("fault"),
                        waiting))
                .optional()
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
