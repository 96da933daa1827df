package org.openbloctel.registry.calls.mailbox;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The row of a mailbox: who reads it, until when, and how reading goes. */
interface ConditionRows {
    @SqlUpdate("""
            insert into accounts.mailbox_state as state (mailbox, reader, reader_until)
            values (:mailbox, :reader, :until)
            on conflict (mailbox) do update set reader = excluded.reader, reader_until = excluded.reader_until
            where state.reader = excluded.reader or state.reader_until is null or state.reader_until <= :now
            """)
    boolean begin(String mailbox, UUID reader, Instant until, Instant now);

    @SqlUpdate("update accounts.mailbox_state set reader_until = null where mailbox = :mailbox and reader = :reader")
    void end(String mailbox, UUID reader);

    @SqlUpdate("""
            insert into accounts.mailbox_state as state (mailbox, read_at)
            values (:mailbox, :now)
            on conflict (mailbox) do update set read_at = excluded.read_at, failing_since = null, fault = ''
            """)
    void read(String mailbox, Instant now);

    @SqlUpdate("""
            insert into accounts.mailbox_state as state (mailbox, failing_since, fault)
            values (:mailbox, :now, :fault)
            on conflict (mailbox) do update set failing_since = coalesce(state.failing_since,
                excluded.failing_since), fault = excluded.fault
            """)
    void failed(String mailbox, String fault, Instant now);

    /** How it goes, but for the mails that wait. */
    record State(Optional<Instant> readAt, Optional<Instant> failingSince, String fault) {}

    @SqlQuery("select * from accounts.mailbox_state where mailbox = :mailbox")
    Optional<State> find(String mailbox);

    @SqlQuery("select count(*) from accounts.mailbox_mail where state = 'WAITING'")
    int waiting();
}
