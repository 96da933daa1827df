package org.openbloctel.registry.calls.call;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;

/**
 * The table that had a row for each call. The release before reads it, so each call is written to it as well, under a mark by which triggers
 * know that the packed form and the sums are written already. The next release drops it.
 */
final class CallAttemptRows {
    private final Database database;

    CallAttemptRows(Database database) {
        this.database = database;
    }

    /** Adds calls, and returns the ids that were new. */
    Set<String> insert(UUID agent, List<ReportedCall> calls) {
        return new HashSet<>(database.accounts()
                .sql("""
                        insert into accounts.call_attempt (agent, call_id, principal, campaign, number, at, outcome,
                            agreed_at)
                        select :agent, id, principal, campaign, number, at, outcome, agreed
                        from unnest(cast(:ids as text[]), cast(:principals as uuid[]), cast(:campaigns as uuid[]),
                            cast(:numbers as bytea[]), cast(:ats as timestamptz[]), cast(:outcomes as text[]),
                            cast(:agreed as timestamptz[])) as r (id, principal, campaign, number, at, outcome, agreed)
                            cross join set_config('openbloctel.packed', 'on', true)
                        order by id
                        on conflict (agent, call_id) do nothing
                        returning call_id
                        """)
                .param("agent", agent)
                .param("ids", ReportedCall.texts(calls, call -> call.report().id()))
                .param(
                        "principals",
                        ReportedCall.texts(calls, call -> call.report().principal()))
                .param(
                        "campaigns",
                        ReportedCall.texts(calls, call -> call.report().campaign()))
                .param("numbers", calls.stream().map(ReportedCall::number).toArray(byte[][]::new))
                .param("ats", ReportedCall.texts(calls, call -> call.entry().at()))
                .param(
                        "outcomes",
                        ReportedCall.texts(
                                calls,
                                call -> CallReport.Outcome.codeOf(call.report().outcome())))
                .param("agreed", ReportedCall.texts(calls, call -> call.report().agreedAt()))
                .query(String.class)
                .list());
    }

    void settle(UUID agent, List<ReportedCall> calls) {
        if (!calls.isEmpty()) {
            database.accounts()
                    .sql("""
                            update accounts.call_attempt a set outcome = r.outcome, agreed_at = r.agreed
                            from unnest(cast(:ids as text[]), cast(:outcomes as text[]),
                                cast(:agreed as timestamptz[])) as r (id, outcome, agreed)
                            where a.agent = :agent and a.call_id = r.id
                            """)
                    .param("agent", agent)
                    .param(
                            "ids",
                            ReportedCall.texts(calls, call -> call.report().id()))
                    .param(
                            "outcomes",
                            ReportedCall.texts(
                                    calls,
                                    call -> CallReport.Outcome.codeOf(
                                            call.report().outcome())))
                    .param(
                            "agreed",
                            ReportedCall.texts(calls, call -> call.report().agreedAt()))
                    .update();
        }
    }

    /** Frees the room of all rows, once no server reads them. */
    void truncate() {
        boolean full = database.accounts()
                .sql("select exists (select from accounts.call_attempt)")
                .query(Boolean.class)
                .single();
        if (full) {
            database.accounts().sql("truncate accounts.call_attempt").update();
        }
    }

    /** Erases calls; their sums are erased by day. */
    void forget(Instant oldest, Instant yesterday) {
        database.accounts()
                .sql("""
                        with marked as materialized (select set_config('openbloctel.packed', 'on', true) as mark)
                        delete from accounts.call_attempt using marked
                        where mark = 'on' and at < :oldest and (agreed_at is null or agreed_at < :yesterday)
                        """)
                .param("oldest", oldest.atOffset(ZoneOffset.UTC))
                .param("yesterday", yesterday.atOffset(ZoneOffset.UTC))
                .update();
    }
}
