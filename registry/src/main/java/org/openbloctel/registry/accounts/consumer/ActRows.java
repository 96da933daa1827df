package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.consumer.ActLimits.Kind;
import org.openbloctel.registry.platform.database.Database;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** The rows of acts, and their counts by day. */
interface ActRows {
    /**
     * An increment of a count.
     *
     * @param subject the keyed print of an account, address, network or number
     * @param most the limit of the day
     */
    record Step(Kind kind, UUID subject, int count, int most) {}

    /** An act that no code or letter proved. */
    record Act(
            Instant at,
            boolean added,
            PhoneNumber number,
            UUID account,
            @Nullable UUID network) {}

    /** A sign as it stands in its row; the subject is a number where it is sealed. */
    record SignRow(
            Kind kind,
            UUID subject,
            int numbers,
            int acts,
            int days,
            @Nullable Instant lastAt,
            @Nullable LocalDate lastDay,
            boolean sealed) {}

    /**
     * Adds to the counts of a day; returns the kinds that exceed what is allowed. One statement, which locks the counts in one order: acts
     * of one network wait for each other, and never in a circle.
     */
    static Set<Kind> count(Database database, LocalDate day, List<Step> steps) {
        return database
                .accounts()
                .sql("""
                        with asked as (
                                select * from unnest(:kinds, :subjects, :counts, :mosts) as a (kind, subject, count, most)),
                            counted as (
                                insert into accounts.act_count as c (day, kind, subject, count)
                                select :day, kind, subject, count from asked order by kind, subject
                                on conflict (day, kind, subject) do update set count = c.count + excluded.count
                                returning kind, subject, count)
                        select distinct kind from counted join asked using (kind, subject) where counted.count > asked.most
                        """)
                .param("day", day)
                .param("kinds", steps.stream().map(step -> step.kind().name()).toArray(String[]::new))
                .param("subjects", steps.stream().map(Step::subject).toArray(UUID[]::new))
                .param("counts", steps.stream().map(Step::count).toArray(Integer[]::new))
                .param("mosts", steps.stream().map(Step::most).toArray(Integer[]::new))
                .query((row, n) -> Kind.valueOf(row.getString(1)))
                .stream()
                .collect(Collectors.toSet());
    }

    /** Adds an act, with what the open transaction writes last. */
    static void add(Database database, Act act) {
        database.writeLast(
                """
                insert into accounts.act (id, at, added, number, account, network)
                values (:id, :at, :added, :number, :account, :network)
                """,
                new MapSqlParameterSource("id", UUID.randomUUID())
                        .addValue("at", act.at().atOffset(ZoneOffset.UTC))
                        .addValue("added", act.added())
                        .addValue("number", act.number().sealed(database))
                        .addValue("account", act.account())
                        .addValue("network", act.network()));
    }

    /**
     * The accounts and networks that registered and withdrew the same numbers since an instant, the numbers with which several accounts did so,
     * and all that reached a limit. Most numbers first.
     */
    @SqlQuery("""
            with acts as (select * from accounts.act where at >= :since),
                subjects as (
                    select 'ACCOUNT' as kind, account as subject, number, account, added, at from acts
                    union all select 'NETWORK', network, number, account, added, at from acts where network is not null
                    union all select 'NUMBER', number, number, account, added, at from acts),
                both_ways as (
                    select kind, subject, number, count(*) as acts, max(at) as last_at
                    from subjects group by kind, subject, number
                    having bool_or(added) and bool_or(not added) and (kind <> 'NUMBER' or count(distinct account) > 1)),
                seen as (
                    select kind, subject, count(*) as numbers, sum(acts) as acts, max(last_at) as last_at
                    from both_ways group by kind, subject),
                full_days as (
                    select kind, subject, count(*) as days, max(day) as last_day from accounts.act_count
                    where day >= :sinceDay and count >= case kind when 'ACCOUNT' then :account when 'ADDRESS' then :address
                        when 'NETWORK' then :network else :number end
                    group by kind, subject)
            select kind, subject, coalesce(numbers, 0) as numbers, coalesce(acts, 0) as acts,
                coalesce(days, 0) as days, last_at, last_day, seen.kind is not null and kind = 'NUMBER' as sealed
            from seen full join full_days using (kind, subject)
            order by numbers desc, acts desc, days desc, kind, subject limit :limit
            """)
    List<SignRow> signs(
            Instant since, LocalDate sinceDay, int account, int address, int network, int number, int limit);

    default int forget(Instant before, LocalDate beforeDay) {
        return forgetActs(before) + forgetCounts(beforeDay);
    }

    @SqlUpdate("delete from accounts.act where at < :before")
    int forgetActs(Instant before);

    @SqlUpdate("delete from accounts.act_count where day < :before")
    int forgetCounts(LocalDate before);
}
