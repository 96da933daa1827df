package org.openbloctel.registry.list.lookup;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;
import org.springframework.jdbc.core.RowMapper;

/** The table of counted look-ups. */
final class LookupRows {
    private final Database database;

    LookupRows(Database database) {
        this.database = database;
    }

    /** The sums of all companies. */
    OfDay of(LocalDate day) {
        return database.accounts()
                .sql("""
                        select coalesce(sum(numbers), 0) as numbers, coalesce(sum(opposed), 0) as opposed
                        from accounts.lookup_count where day = :day
                        """)
                .param("day", day)
                .query((row, n) -> new OfDay(row.getLong("numbers"), row.getLong("opposed")))
                .single();
    }

    /** The sums of each company from a day on. */
    <T> List<T> byCompany(LocalDate from, RowMapper<T> sum) {
        return database.accounts().sql("""
                        select company, sum(numbers) as numbers, sum(opposed) as opposed
                        from accounts.lookup_count where day >= :from group by company
                        """).param("from", from).query(sum).list();
    }

    Optional<LocalDate> first() {
        return database.accounts()
                .sql("select day from accounts.lookup_count order by day limit 1")
                .query(LocalDate.class)
                .optional();
    }

    int forgetCounts(LocalDate before) {
        return database.accounts()
                .sql("delete from accounts.lookup_count where day < :day")
                .param("day", before)
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

    /** Numbers that were looked up on a day. */
    record OfDay(long numbers, long opposed) {}
}
