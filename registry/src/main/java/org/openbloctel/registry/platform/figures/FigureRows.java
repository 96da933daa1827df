package org.openbloctel.registry.platform.figures;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.openbloctel.registry.platform.database.Database;
import org.springframework.jdbc.core.RowMapper;

/** The table of counted days. */
final class FigureRows {
    private final Database database;

    FigureRows(Database database) {
        this.database = database;
    }

    /** Writes a count of a day that is not closed; of a closed one it changes nothing. */
    void put(LocalDate day, String figure, String part, long value) {
        database.accounts()
                .sql("""
                        insert into accounts.figure_day as known (day, figure, part, value) values (:day, :figure, :part, :value)
                        on conflict (day, figure, part) do update set value = excluded.value where not known.closed
                        """)
                .param("day", day)
                .param("figure", figure)
                .param("part", part)
                .param("value", value)
                .update();
    }

    void close(LocalDate day) {
        database.accounts()
                .sql("update accounts.figure_day set closed = true where day = :day and not closed")
                .param("day", day)
                .update();
    }

    /** Lets no other server write counts until the transaction ends. */
    void lock() {
        database.accounts()
                .sql("select pg_advisory_xact_lock(hashtext('accounts.figure_day'))")
                .query((row, n) -> true)
                .single();
    }

    Optional<LocalDate> lastClosed() {
        return database.accounts()
                .sql("select day from accounts.figure_day where closed order by day desc limit 1")
                .query(LocalDate.class)
                .optional();
    }

    /** The whole of a figure on the last closed day that has it. */
    OptionalLong lastClosed(String figure) {
        return database.accounts()
                .sql("""
                        select value from accounts.figure_day where figure = :figure and part = '' and closed
                        order by day desc limit 1
                        """)
                .param("figure", figure)
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    Optional<LocalDate> firstOpen() {
        return database.accounts()
                .sql("select day from accounts.figure_day where not closed order by day limit 1")
                .query(LocalDate.class)
                .optional();
    }

    Optional<LocalDate> first() {
        return database.accounts()
                .sql("select day from accounts.figure_day order by day limit 1")
                .query(LocalDate.class)
                .optional();
    }

    /**
     * The wholes of each period that begins in these days: their sum, the highest, and the last of them. The size of the list is that of closed
     * days alone.
     */
    <T> List<T> wholes(Step step, LocalDate from, LocalDate to, RowMapper<T> value) {
        return database.accounts()
                .sql("""
                        select date_trunc(:step, day::timestamp)::date as period, figure, sum(value)::bigint as total,
                            max(value) as highest,
                            (array_agg(value order by day desc) filter (where closed or figure <> :numbers))[1] as latest,
                            bool_and(closed) as closed
                        from accounts.figure_day where part = '' and day between :from and :to
                        group by 1, 2 having bool_or(closed or figure <> :numbers) order by 1, 2
                        """)
                .param("step", step.name().toLowerCase(Locale.ROOT))
                .param("from", from)
                .param("to", to)
                .param("numbers", Figure.NUMBERS.code())
                .query(value)
                .list();
    }

    /** The parts of each month that begins in these days. */
    <T> List<T> parts(LocalDate from, LocalDate to, RowMapper<T> value) {
        return database.accounts()
                .sql("""
                        select date_trunc('month', day::timestamp)::date as period, figure, part, sum(value)::bigint as total
                        from accounts.figure_day where part <> '' and day between :from and :to
                        group by 1, 2, 3 order by 1, 2, 3
                        """)
                .param("from", from)
                .param("to", to)
                .query(value)
                .list();
    }
}
