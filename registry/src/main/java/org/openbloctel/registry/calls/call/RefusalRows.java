package org.openbloctel.registry.calls.call;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of refusals, by keyed prints of the numbers. */
final class RefusalRows {
    private final Database database;

    RefusalRows(Database database) {
        this.database = database;
    }

    long count(UUID principal) {
        return database.accounts()
                .sql("select count(*) from accounts.call_refusal where principal = :principal")
                .param("principal", principal)
                .query(Long.class)
                .single();
    }

    /** By month in France. */
    Map<YearMonth, Long> byMonth(UUID principal, Instant from, Instant until) {
        Map<YearMonth, Long> months = new TreeMap<>();
        database.accounts()
                .sql("""
                        select to_char(refused_at at time zone 'Europe/Paris', 'YYYY-MM') as month, count(*) as refusals
                        from accounts.call_refusal
                        where principal = :principal and refused_at >= :from and refused_at < :until
                        group by month
                        """)
                .param("principal", principal)
                .param("from", Columns.timestamp(from))
                .param("until", Columns.timestamp(until))
                .query(row -> {
                    months.put(YearMonth.parse(row.getString("month")), row.getLong("refusals"));
                });
        return months;
    }

    int delete(UUID principal, byte[] print) {
        return database.accounts()
                .sql("delete from accounts.call_refusal where principal = :principal and number = :print")
                .param("principal", principal)
                .param("print", print)
                .update();
    }

    /** Adds refusals, or moves them to a later instant; says of each number whether it is new. */
    List<Boolean> insert(UUID principal, byte[][] prints, String[] ats) {
        return database.accounts()
                .sql("""
                        insert into accounts.call_refusal as known (principal, number, refused_at)
                        select :principal, number, max(at)
                        from unnest(cast(:numbers as bytea[]), cast(:ats as timestamptz[])) as r (number, at)
                        group by number
                        order by number
                        on conflict (principal, number) do update set refused_at = greatest(known.refused_at,
                            excluded.refused_at)
                        returning (xmax = 0) as fresh
                        """)
                .param("principal", principal)
                .param("numbers", prints)
                .param("ats", ats)
                .query(Boolean.class)
                .list();
    }
}
