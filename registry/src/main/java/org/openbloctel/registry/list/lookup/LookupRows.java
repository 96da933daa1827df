package org.openbloctel.registry.list.lookup;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of counted look-ups. */
interface LookupRows {
    /** Numbers that were looked up on a day. */
    record OfDay(long numbers, long opposed) {}

    /** The sums of all companies. */
    @SqlQuery("""
            select coalesce(sum(numbers), 0) as numbers, coalesce(sum(opposed), 0) as opposed
            from accounts.lookup_count where day = :day
            """)
    OfDay of(LocalDate day);

    /** The sums of each company from a day on. */
    @SqlQuery("""
            select company, sum(numbers) as numbers, sum(opposed) as opposed
            from accounts.lookup_count where day >= :from group by company
            """)
    List<LookupSums.OfCompany> byCompany(LocalDate from);

    @SqlQuery("select day from accounts.lookup_count order by day limit 1")
    Optional<LocalDate> first();

    @SqlUpdate("delete from accounts.lookup_count where day < :before")
    int forgetCounts(LocalDate before);

    @SqlUpdate("""
            insert into accounts.lookup_count as c (company, day, requests, numbers, opposed, unchecked)
            values (:company, :day, :sums.requests, :sums.numbers, :sums.opposed, :sums.unchecked)
            on conflict (company, day) do update set requests = c.requests + excluded.requests,
                numbers = c.numbers + excluded.numbers, opposed = c.opposed + excluded.opposed,
                unchecked = c.unchecked + excluded.unchecked
            """)
    void add(UUID company, LocalDate day, Tally.Sums sums);
}
