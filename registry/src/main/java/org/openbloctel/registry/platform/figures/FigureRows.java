package org.openbloctel.registry.platform.figures;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of counted days. */
interface FigureRows {
    /** Writes a count of a day that is not closed; of a closed one it changes nothing. */
    @SqlUpdate("""
            insert into accounts.figure_day as known (day, figure, part, value) values (:day, :figure.code, :part, :value)
            on conflict (day, figure, part) do update set value = excluded.value where not known.closed
            """)
    void put(LocalDate day, Figure figure, String part, long value);

    @SqlUpdate("update accounts.figure_day set closed = true where day = :day and not closed")
    void close(LocalDate day);

    /** Lets no other server write counts until the transaction ends. */
    @SqlUpdate("select pg_advisory_xact_lock(hashtext('accounts.figure_day'))")
    void lock();

    @SqlQuery("select day from accounts.figure_day where closed order by day desc limit 1")
    Optional<LocalDate> lastClosed();

    /** The whole of a figure on the last closed day that has it. */
    @SqlQuery("""
            select value from accounts.figure_day where figure = :figure.code and part = '' and closed
            order by day desc limit 1
            """)
    Optional<Long> lastClosed(Figure figure);

    @SqlQuery("select day from accounts.figure_day where not closed order by day limit 1")
    Optional<LocalDate> firstOpen();

    @SqlQuery("select day from accounts.figure_day order by day limit 1")
    Optional<LocalDate> first();

    /**
     * The wholes of each period that begins in these days: their sum, the highest, and the last of them. The size of the list is that of closed
     * days alone.
     */
    @SqlQuery("""
            select date_trunc(lower(:step), day::timestamp)::date as period, figure, sum(value)::bigint as total, max(value) as highest,
                (array_agg(value order by day desc) filter (where closed or figure <> 'numbers'))[1] as latest,
                bool_and(closed) as closed
            from accounts.figure_day where part = '' and day between :from and :to
            group by 1, 2 having bool_or(closed or figure <> 'numbers') order by 1, 2
            """)
    List<Whole> wholes(Step step, LocalDate from, LocalDate to);

    record Whole(LocalDate period, String figure, long total, long highest, long latest, boolean closed) {}

    /** The parts of each month that begins in these days. */
    @SqlQuery("""
            select date_trunc('month', day::timestamp)::date as month, figure, part, sum(value)::bigint as total
            from accounts.figure_day where part <> '' and day between :from and :to
            group by 1, 2, 3 order by 1, 2, 3
            """)
    List<Part> parts(LocalDate from, LocalDate to);

    record Part(LocalDate month, String figure, String part, long total) {}
}
