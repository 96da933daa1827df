package org.openbloctel.registry.authority.complaint;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** The calls in the table of complaints. Reads alone, and is thread-safe. */
interface DayOfCallsRows {
    /** A call of a complaint as it stands in its row. */
    record Row(
            @Nullable UUID number,
            @Nullable UUID caller,
            Instant at,
            Subject subject,
            @Nullable String departement) {}

    /**
     * The calls of complaints received between two instants, each once: not those of an earlier complaint, the one that it joined or another
     * one about the same two numbers. A complaint without its number, which was erased, is compared with those that joined each other.
     */
    @SqlQuery("""
            with received as (
                select c.id, coalesce(c.same_as, c.id) as head, c.same_as is not null as joins, c.number, c.caller, c.subject,
                    c.departement, c.received_at, call.at
                from accounts.complaint c cross join lateral unnest(c.calls) as call (at)
                where c.received_at >= :from and c.received_at < :to),
            joined as (
                select distinct on (head, at) * from received
                order by head, at, received_at, joins, id),
            calls as (
                select distinct on (coalesce(number, head), caller, at) * from joined
                order by coalesce(number, head), caller, at, received_at, joins, id)
            select number, caller, at, subject, departement from calls c
            where not exists (select from accounts.complaint e where e.id = c.head and e.received_at < :from and c.at = any(e.calls))
                and not exists (select from accounts.complaint e where e.same_as = c.head and e.received_at < :from and c.at = any(e.calls))
                and not exists (select from accounts.complaint e where e.number = c.number and e.caller is not distinct from c.caller
                    and e.received_at < :from and c.at = any(e.calls))
            """)
    List<Row> received(Instant from, Instant to);
}
