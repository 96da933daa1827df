package org.openbloctel.registry.calls.call;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of refusals, by keyed prints of the numbers, and until when a principal has appointments. */
interface RefusalRows {
    @SqlQuery("select count(*) from accounts.call_refusal where principal = :principal")
    long count(UUID principal);

    /** By month in France. */
    @SqlQuery("""
            select to_char(refused_at at time zone 'Europe/Paris', 'YYYY-MM') as month, count(*) as refusals
            from accounts.call_refusal
            where principal = :principal and refused_at >= :from and refused_at < :until
            group by month
            """)
    @KeyColumn("month")
    @ValueColumn("refusals")
    Map<String, Long> byMonth(UUID principal, Instant from, Instant until);

    @SqlUpdate("delete from accounts.call_refusal where principal = :principal and number = :print")
    int delete(UUID principal, byte[] print);

    /** Adds refusals, or moves them to a later instant; says of each number whether it is new. */
    @SqlQuery("""
            insert into accounts.call_refusal as known (principal, number, refused_at)
            select :principal, number, max(at)
            from unnest(cast(:numbers as bytea[]), cast(:ats as timestamptz[])) as r (number, at)
            group by number
            order by number
            on conflict (principal, number) do update set refused_at = greatest(known.refused_at, excluded.refused_at)
            returning (xmax = 0) as fresh
            """)
    List<Boolean> insert(UUID principal, List<byte[]> numbers, List<Instant> ats);

    @SqlUpdate("""
            insert into accounts.call_refusal as known (principal, number, refused_at)
            select principal, number, max(at)
            from unnest(cast(:calls.principals as uuid[]), cast(:calls.numbers as bytea[]),
                cast(:calls.ats as timestamptz[])) as r (principal, number, at)
            group by principal, number
            order by principal, number
            on conflict (principal, number) do update set refused_at = greatest(known.refused_at, excluded.refused_at)
            """)
    void insert(ReportedCall.Many calls);

    @SqlUpdate("""
            insert into accounts.call_appointment as known (principal, until)
            select principal, max(accounts.call_day(at))
            from unnest(cast(:calls.principals as uuid[]), cast(:calls.agreed as timestamptz[])) as r (principal, at)
            group by principal
            order by principal
            on conflict (principal) do update set until = greatest(known.until, excluded.until)
            """)
    void agree(ReportedCall.Many calls);

    @SqlUpdate("delete from accounts.call_appointment where until < :over")
    void forgetAppointments(LocalDate over);
}
