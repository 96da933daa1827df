package org.openbloctel.registry.calls.call;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/**
 * The table that had a row for each call. The release before reads it, so each call is written to it as well, under a mark by which triggers
 * know that the packed form and the sums are written already. The next release drops it.
 */
interface CallAttemptRows {
    /** Adds calls, and returns the ids that were new. */
    @SqlQuery("""
            insert into accounts.call_attempt (agent, call_id, principal, campaign, number, at, outcome, agreed_at)
            select :agent, id, principal, campaign, number, at, outcome, agreed
            from unnest(cast(:calls.ids as text[]), cast(:calls.principals as uuid[]), cast(:calls.campaigns as uuid[]),
                cast(:calls.numbers as bytea[]), cast(:calls.ats as timestamptz[]), cast(:calls.outcomes as text[]),
                cast(:calls.agreed as timestamptz[])) as r (id, principal, campaign, number, at, outcome, agreed)
                cross join set_config('openbloctel.packed', 'on', true)
            order by id
            on conflict (agent, call_id) do nothing
            returning call_id
            """)
    Set<String> insert(UUID agent, ReportedCall.Many calls);

    @SqlUpdate("""
            update accounts.call_attempt a set outcome = r.outcome, agreed_at = r.agreed
            from unnest(cast(:calls.ids as text[]), cast(:calls.outcomes as text[]),
                cast(:calls.agreed as timestamptz[])) as r (id, outcome, agreed)
            where a.agent = :agent and a.call_id = r.id
            """)
    void settle(UUID agent, ReportedCall.Many calls);

    @SqlQuery("select exists (select from accounts.call_attempt)")
    boolean isFull();

    /** Frees the room of all rows, once no server reads them. */
    @SqlUpdate("truncate accounts.call_attempt")
    void truncate();

    /** Erases calls; their sums are erased by day. */
    @SqlUpdate("""
            with marked as materialized (select set_config('openbloctel.packed', 'on', true) as mark)
            delete from accounts.call_attempt using marked
            where mark = 'on' and at < :oldest and (agreed_at is null or agreed_at < :yesterday)
            """)
    void forget(Instant oldest, Instant yesterday);
}
