package org.openbloctel.registry.calls.mailbox;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.springframework.jdbc.core.RowMapper;

/** The row of a mailbox: who reads it, until when, and how reading goes. */
final class ConditionRows {
    private final Database database;

    ConditionRows(Database database) {
        this.database = database;
    }

    int begin(String mailbox, UUID reader, Instant until, Instant now) {
        return database.accounts()
                .sql("""
                                insert into accounts.mailbox_state as state (mailbox, reader, reader_until)
                                values (:mailbox, :reader, :until)
                                on conflict (mailbox) do update set reader = excluded.reader, reader_until = excluded.reader_until
                                where state.reader = excluded.reader or state.reader_until is null or state.reader_until <= :now
                                """)
                .param("mailbox", mailbox)
                .param("reader", reader)
                .param("until", Columns.timestamp(until))
                .param("now", Columns.timestamp(now))
                .update();
    }

    void end(String mailbox, UUID reader) {
        database.accounts()
                .sql(
                        "update accounts.mailbox_state set reader_until = null where mailbox = :mailbox and reader = :reader")
                .param("mailbox", mailbox)
                .param("reader", reader)
                .update();
    }

    void read(String mailbox, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.mailbox_state as state (mailbox, read_at)
                        values (:mailbox, :now)
                        on conflict (mailbox) do update set read_at = excluded.read_at, failing_since = null, fault = ''
                        """)
                .param("mailbox", mailbox)
                .param("now", Columns.timestamp(now))
                .update();
    }

    void failed(String mailbox, String fault, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.mailbox_state as state (mailbox, failing_since, fault)
                        values (:mailbox, :now, :fault)
                        on conflict (mailbox) do update set failing_since = coalesce(state.failing_since,
                            excluded.failing_since), fault = excluded.fault
                        """)
                .param("mailbox", mailbox)
                .param("now", Columns.timestamp(now))
                .param("fault", fault)
                .update();
    }

    <T> Optional<T> find(String mailbox, RowMapper<T> state) {
        return database.accounts()
                .sql("select * from accounts.mailbox_state where mailbox = :mailbox")
                .param("mailbox", mailbox)
                .query(state)
                .optional();
    }
}
