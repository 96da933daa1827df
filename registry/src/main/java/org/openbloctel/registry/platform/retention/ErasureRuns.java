package org.openbloctel.registry.platform.retention;

import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/**
 * The record of what erasing jobs did. Written after each run, failed ones too; a run that cannot be written down is not
 * undone. Thread-safe.
 */
public final class ErasureRuns {
    /** A run that erased something or failed is known for so long. */
    public static final Period KEPT = Period.ofYears(3);

    /** A run that found nothing to erase is known for so long. */
    public static final Period EMPTY_KEPT = Period.ofDays(30);

    private final ErasureRunRows rows;
    private final InstantSource clock;

    public ErasureRuns(Database database, InstantSource clock) {
        this.rows = database.rows(ErasureRunRows.class);
        this.clock = clock;
    }

    /** Does an erasing job and records its result; throws what the job throws. */
    void record(String job, IntSupplier work) {
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

    /** Writes down that an erasing job failed before it erased anything. */
    void recordFault(String job, RuntimeException fault) {
        write(job, clock.instant(), System.nanoTime(), 0, fault.getClass().getName());
    }

    private void write(String job, Instant started, long from, int erased, @Nullable String fault) {
        rows.insert(job, started, (System.nanoTime() - from) / 1_000_000, erased, fault);
    }

    /** The latest run of each job. */
    public Map<String, Run> latest() {
        Map<String, Run> latest = new HashMap<>();
        rows.latest().forEach(run -> latest.put(run.job(), run));
        return latest;
    }

    /** How the latest runs of these jobs went. A job that never ran, as on a new server, does not count. */
    public Standing standing(Collection<String> jobs) {
        List<Run> latest = rows.latest(jobs);
        return new Standing(
                (int) latest.stream().filter(run -> run.fault().isPresent()).count(),
                latest.stream().map(Run::startedAt).min(Comparator.naturalOrder()));
    }

    /** The latest runs that erased something or failed, newest first. */
    public List<Run> notable(int limit) {
        return rows.notable(limit);
    }

    /** Forgets runs whose time is over; returns how many. */
    public int forget() {
        return rows.forget(before(KEPT), before(EMPTY_KEPT));
    }

    private Instant before(Period kept) {
        return LegalCalendar.startOf(LegalCalendar.today(clock).minus(kept));
    }

    /**
     * How erasing stands.
     *
     * @param failing how many jobs failed when they ran last
     * @param oldest when the job ran that has not run for longest
     */
    public record Standing(int failing, Optional<Instant> oldest) {}

    /**
     * A run.
     *
     * @param job which
     * @param startedAt when it began
     * @param millis how long it took
     * @param erased how many rows or files were erased or emptied
     * @param fault what stopped it, by the name of a class
     */
    public record Run(String job, Instant startedAt, long millis, long erased, Optional<String> fault) {}
}
