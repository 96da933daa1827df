package org.openbloctel.registry.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;

/**
 * The record of what erasing jobs did. Written after each run, failed ones too; a run that cannot be written down is not
 * undone. Thread-safe.
 */
public final class ErasureRuns {
    /** A run that erased something or failed is known for so long. */
    public static final Period KEPT = Period.ofYears(3);

    /** A run that found nothing to erase is known for so long. */
    public static final Period EMPTY_KEPT = Period.ofDays(30);

    private final Database database;
    private final InstantSource clock;

    public ErasureRuns(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Does an erasing job and writes down what came of it; throws what it throws. */
    public void record(String job, IntSupplier work) {
        Instant started = clock.instant();
        long from = System.nanoTime();
        try {
            int erased = work.getAsInt();
            write(job, started, from, erased, null);
        } catch (RuntimeException e) {
            write(job, started, from, 0, e.getClass().getName());
            throw e;
        }
    }

    private void write(
            String job, Instant started, long from, int erased, @org.jspecify.annotations.Nullable String fault) {
        database.accounts()
                .sql("""
                        insert into accounts.erasure_run (job, started_at, millis, erased, fault)
                        values (:job, :started, :millis, :erased, :fault)
                        """)
                .param("job", job)
                .param("started", started.atOffset(ZoneOffset.UTC))
                .param("millis", (System.nanoTime() - from) / 1_000_000)
                .param("erased", erased)
                .param("fault", fault)
                .update();
    }

    /** The latest run of each job. */
    public Map<String, Run> latest() {
        Map<String, Run> latest = new HashMap<>();
        database.accounts()
                .sql("select distinct on (job) * from accounts.erasure_run order by job, started_at desc, id desc")
                .query(ErasureRuns::run)
                .list()
                .forEach(run -> latest.put(run.job(), run));
        return latest;
    }

    /** The latest runs that erased something or failed, newest first. */
    public List<Run> notable(int limit) {
        return database.accounts()
                .sql("""
                        select * from accounts.erasure_run where erased > 0 or fault is not null
                        order by started_at desc, id desc limit :limit
                        """)
                .param("limit", limit)
                .query(ErasureRuns::run)
                .list();
    }

    /** Forgets runs whose time is over; returns how many. */
    public int forget() {
        return database.accounts()
                .sql("""
                        delete from accounts.erasure_run
                        where started_at < :long or (started_at < :short and erased = 0 and fault is null)
                        """)
                .param("long", before(KEPT))
                .param("short", before(EMPTY_KEPT))
                .update();
    }

    private OffsetDateTime before(Period kept) {
        return LegalCalendar.startOf(LegalCalendar.today(clock).minus(kept)).atOffset(ZoneOffset.UTC);
    }

    private static Run run(ResultSet row, int n) throws SQLException {
        return new Run(
                row.getString("job"),
                Columns.instant(row, "started_at"),
                Duration.ofMillis(row.getLong("millis")),
                row.getLong("erased"),
                Optional.ofNullable(row.getString("fault")));
    }

    /**
     * A run.
     *
     * @param job which
     * @param startedAt when it began
     * @param took how long it took
     * @param erased how many rows or files were erased or emptied
     * @param fault what stopped it, by the name of a class
     */
    public record Run(String job, Instant startedAt, Duration took, long erased, Optional<String> fault) {}
}
