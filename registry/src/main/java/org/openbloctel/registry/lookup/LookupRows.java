package org.openbloctel.registry.lookup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.database.Database;
import org.springframework.jdbc.core.RowMapper;

/** The tables of counted look-ups and of companies whose look-ups are stopped. */
final class LookupRows {
    private final Database database;

    LookupRows(Database database) {
        this.database = database;
    }

    <T> List<T> stops(RowMapper<T> stop) {
        return database.accounts()
                .sql("select * from accounts.lookup_stop order by stopped_at desc, company")
                .query(stop)
                .list();
    }

    int lift(UUID company) {
        return database.accounts()
                .sql("delete from accounts.lookup_stop where company = :company")
                .param("company", company)
                .update();
    }

    long countedOn(UUID company, LocalDate day) {
        return database.accounts()
                .sql(
                        "select coalesce(sum(numbers), 0) from accounts.lookup_count where company = :company and day = :day")
                .param("company", company)
                .param("day", day)
                .query(Long.class)
                .single();
    }

    int forgetCounts(LocalDate before) {
        return database.accounts()
                .sql("delete from accounts.lookup_count where day < :day")
                .param("day", before)
                .update();
    }

    List<UUID> stopped() {
        return database.accounts()
                .sql("select distinct company from accounts.lookup_stop")
                .query(UUID.class)
                .list();
    }

    int forgetStops(Collection<UUID> gone) {
        return database.accounts()
                .sql("delete from accounts.lookup_stop where company = any(:gone)")
                .param("gone", gone.toArray(UUID[]::new))
                .update();
    }

    void add(UUID company, LocalDate day, Tally.Sums sums) {
        database.accounts()
                .sql("""
                            insert into accounts.lookup_count as c (company, day, requests, numbers, opposed, unchecked)
                            values (:company, :day, :requests, :numbers, :opposed, :unchecked)
                            on conflict (company, day) do update set requests = c.requests + excluded.requests,
                                numbers = c.numbers + excluded.numbers, opposed = c.opposed + excluded.opposed,
                                unchecked = c.unchecked + excluded.unchecked
                            """)
                .param("company", company)
                .param("day", day)
                .param("requests", sums.requests())
                .param("numbers", sums.numbers())
                .param("opposed", sums.opposed())
                .param("unchecked", sums.unchecked())
                .update();
    }

    int stop(UUID company, Instant at, String signs) {
        return database.accounts()
                .sql("""
                            insert into accounts.lookup_stop (company, stopped_at, sign)
                            values (:company, :stoppedAt, :sign)
                            on conflict do nothing
                            """)
                .param("company", company)
                .param("stoppedAt", at.atOffset(ZoneOffset.UTC))
                .param("sign", signs)
                .update();
    }
}
