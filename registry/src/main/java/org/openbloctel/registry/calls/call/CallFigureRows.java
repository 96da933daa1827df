package org.openbloctel.registry.calls.call;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;

/** Sums of calls by day and outcome, of which reports write changes that are added up later; and counts of calls outside the hours. */
interface CallFigureRows {
    String SUMS = "select day, outcome, sum(calls) as calls from accounts.call_figure where ";
    String BY_DAY = " group by day, outcome having sum(calls) > 0 order by day, outcome";

    static CallFigureRows in(Database database) {
        return database.rows(
                CallFigureRows.class, new Reading<>(CountRow.class, CallFigures.Count.class, CountRow::count));
    }

    record CountRow(LocalDate day, @Nullable String outcome, long calls) {
        CallFigures.Count count() {
            return new CallFigures.Count(
                    day, outcome == null ? null : CallReport.Outcome.of(outcome).orElseThrow(), calls);
        }
    }

    @SqlQuery(SUMS + "(principal = :company or agent = :company)" + BY_DAY)
    List<CallFigures.Count> of(UUID company);

    @SqlQuery(SUMS
            + "principal = :principal and campaign = :campaign and (principal = :company or agent = :company)"
            + BY_DAY)
    List<CallFigures.Count> of(UUID company, UUID principal, UUID campaign);

    /** The calls that a sum counts, apart from their agent. */
    record Sum(UUID principal, @Nullable UUID campaign, LocalDate day, CallReport.@Nullable Outcome outcome) {
        @Nullable
        String code() {
            return CallReport.Outcome.codeOf(outcome);
        }
    }

    /** A change of a sum by one. */
    record Change(Sum sum, int by) {}

    /** Writes changes of an agent's sums as rows of their own, so that a report waits for no other. */
    default void insert(UUID agent, List<Change> changes) {
        Map<Sum, Integer> sums =
                changes.stream().collect(groupingBy(Change::sum, LinkedHashMap::new, summingInt(Change::by)));
        sums.values().removeIf(calls -> calls == 0);
        if (!sums.isEmpty()) {
            insert(
                    agent,
                    sums.keySet().stream().map(Sum::principal).toList(),
                    sums.keySet().stream().map(Sum::campaign).toList(),
                    sums.keySet().stream().map(Sum::day).toList(),
                    sums.keySet().stream().map(Sum::code).toList(),
                    List.copyOf(sums.values()));
        }
    }

    @SqlUpdate("""
            insert into accounts.call_figure (agent, principal, campaign, day, outcome, calls)
            select :agent, r.* from unnest(cast(:principals as uuid[]), cast(:campaigns as uuid[]),
                cast(:days as date[]), cast(:outcomes as text[]), cast(:calls as bigint[])) as r
            """)
    void insert(
            UUID agent,
            List<UUID> principals,
            List<@Nullable UUID> campaigns,
            List<LocalDate> days,
            List<@Nullable String> outcomes,
            List<Integer> calls);

    /** Whether a principal has calls, appointments or refusals on record. */
    @SqlQuery("""
            select exists (select from accounts.call_figure where principal = :principal)
                or exists (select from accounts.call_appointment where principal = :principal)
                or exists (select from accounts.call_refusal where principal = :principal)
            """)
    boolean knows(UUID principal);

    /** Removes the sums of days whose calls are erased. */
    @SqlUpdate("delete from accounts.call_figure where day < :before")
    void forget(LocalDate before);

    /** Adds the changes to their sums, in one statement, so that readers see each change once. Returns how many there were. */
    @SqlQuery("""
            with change as (delete from accounts.call_figure where not summed returning agent, principal, campaign, day, outcome, calls),
            added as (insert into accounts.call_figure as known (agent, principal, campaign, day, outcome, calls, summed)
                select agent, principal, campaign, day, outcome, sum(calls), true from change
                group by 1, 2, 3, 4, 5
                order by 2, 1, 3, 4, 5
                on conflict (principal, agent, campaign, day, outcome) where summed
                do update set calls = known.calls + excluded.calls)
            select count(*) from change
            """)
    long addUp();

    /** Removes sums that came to nothing: their calls were forgotten. */
    @SqlUpdate("delete from accounts.call_figure where summed and calls = 0")
    void dropEmpty();

    /** Adds calls outside the hours, in a transaction of its own. */
    @SqlUpdate("""
            insert into accounts.call_off_hours as known (agent, principal, day, calls)
            values (:agent, :principal, :day, :calls)
            on conflict (agent, principal, day) do update set calls = known.calls + excluded.calls
            """)
    void addOffHours(UUID agent, UUID principal, LocalDate day, int calls);

    @SqlQuery("""
            with outside as (
                select agent, sum(calls) as calls from accounts.call_off_hours
                where day >= :from group by agent having sum(calls) >= :least)
            select agent, outside.calls as off_hours, (
                select coalesce(sum(f.calls), 0) from accounts.call_figure f
                where f.agent = outside.agent and f.day >= :from) as calls
            from outside order by outside.calls desc, agent
            """)
    List<OffHours.OfAgent> agents(LocalDate from, int least);

    @SqlUpdate("delete from accounts.call_off_hours where day < :before")
    int forgetOffHours(LocalDate before);
}
