package org.openbloctel.registry.calls.call;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Sums of calls by day and outcome. Reports write their changes; they are added up later. */
final class CallFigureRows {
    private static final String SUMS = "select day, outcome, sum(calls) as calls from accounts.call_figure where ";
    private static final String BY_DAY = " group by day, outcome having sum(calls) > 0 order by day, outcome";

    private final Database database;

    CallFigureRows(Database database) {
        this.database = database;
    }

    <T> List<T> of(UUID company, RowMapper<T> count) {
        return sums(
                database.accounts()
                        .sql(SUMS + "(principal = :company or agent = :company)" + BY_DAY)
                        .param("company", company),
                count);
    }

    <T> List<T> of(UUID company, UUID principal, UUID campaign, RowMapper<T> count) {
        return sums(
                database.accounts()
                        .sql(SUMS
                                + "principal = :principal and campaign = :campaign and (principal = :company or agent = :company)"
                                + BY_DAY)
                        .param("principal", principal)
                        .param("campaign", campaign)
                        .param("company", company),
                count);
    }

    private static <T> List<T> sums(StatementSpec statement, RowMapper<T> count) {
        return statement.query(count).list();
    }

    /** The calls that a sum counts, apart from their agent. */
    record Sum(UUID principal, @Nullable UUID campaign, LocalDate day, CallReport.@Nullable Outcome outcome) {}

    /** A change of a sum by one. */
    record Change(Sum sum, int by) {}

    /** Writes changes of an agent's sums as rows of their own, so that a report waits for no other. */
    void insert(UUID agent, List<Change> changes) {
        Map<Sum, Integer> sums = new LinkedHashMap<>();
        changes.forEach(change -> sums.merge(change.sum(), change.by(), Integer::sum));
        sums.values().removeIf(calls -> calls == 0);
        if (!sums.isEmpty()) {
            List<Sum> rows = List.copyOf(sums.keySet());
            database.accounts()
                    .sql("""
                            insert into accounts.call_figure (agent, principal, campaign, day, outcome, calls)
                            select :agent, r.* from unnest(cast(:principals as uuid[]), cast(:campaigns as uuid[]),
                                cast(:days as date[]), cast(:outcomes as text[]), cast(:calls as bigint[])) as r
                            """)
                    .param("agent", agent)
                    .param("principals", rows.stream().map(Sum::principal).toArray(UUID[]::new))
                    .param("campaigns", rows.stream().map(Sum::campaign).toArray(UUID[]::new))
                    .param(
                            "days",
                            rows.stream().map(sum -> sum.day().toString()).toArray(String[]::new))
                    .param(
                            "outcomes",
                            rows.stream()
                                    .map(sum -> CallReport.Outcome.codeOf(sum.outcome()))
                                    .toArray(String[]::new))
                    .param("calls", rows.stream().map(sums::get).toArray(Integer[]::new))
                    .update();
        }
    }

    /** Whether a principal has calls, appointments or refusals on record. */
    boolean knows(UUID principal) {
        return database.accounts()
                .sql("""
                        select exists (select from accounts.call_figure where principal = :principal)
                            or exists (select from accounts.call_appointment where principal = :principal)
                            or exists (select from accounts.call_refusal where principal = :principal)
                        """)
                .param("principal", principal)
                .query(Boolean.class)
                .single();
    }

    /** Removes the sums of days whose calls are erased. */
    void forget(LocalDate before) {
        database.accounts()
                .sql("delete from accounts.call_figure where day < :before")
                .param("before", before)
                .update();
    }

    /** Adds the changes to their sums, in one statement, so that readers see each change once. Returns how many there were. */
    long addUp() {
        return database.accounts().sql("""
                        with change as (delete from accounts.call_figure where not summed
                            returning agent, principal, campaign, day, outcome, calls),
                        added as (insert into accounts.call_figure as known
                                (agent, principal, campaign, day, outcome, calls, summed)
                            select agent, principal, campaign, day, outcome, sum(calls), true from change
                            group by 1, 2, 3, 4, 5
                            order by 2, 1, 3, 4, 5
                            on conflict (principal, agent, campaign, day, outcome) where summed
                            do update set calls = known.calls + excluded.calls)
                        select count(*) from change
                        """).query(Long.class).single();
    }

    /** Removes sums that came to nothing: their calls were forgotten. */
    void dropEmpty() {
        database.accounts()
                .sql("delete from accounts.call_figure where summed and calls = 0")
                .update();
    }
}
