package org.openbloctel.registry.authority.complaint;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/**
 * How many complaints there are, for inspectors: by group, by day, and those that wait. Every complaint counts, also one that joined
 * another about the same call. Nothing here was written by a person, so no reading is recorded. Thread-safe.
 */
public final class ComplaintSums {
    /** Larger counts are not counted to their end. */
    public static final int MAX_COUNTED = 10_000;

    private final Database database;
    private final ComplaintCountRows rows;
    private final SumRows sums;

    /** Over this database. */
    public ComplaintSums(Database database) {
        this.database = database;
        this.rows = ComplaintCountRows.in(database);
        this.sums = new SumRows(database);
    }

    /** The complaints of some days of France. */
    public record Period(LocalDate from, long complaints) {}

    /** The largest groups of the complaints received in a time; what is in no group comes with its sum, too. */
    public List<SumGroup.Sum> groups(Inspector inspector, SumGroup group, Instant from, Instant until, int limit) {
        return database.inAccounts(() -> sums.groups(group, from, until, limit));
    }

    /**
     * How many complaints came in each of some periods, the earliest first.
     *
     * @param from the first day of the first period
     * @param days how long each is
     * @param periods how many there are
     */
    public List<Period> course(Inspector inspector, LocalDate from, int days, int periods) {
        List<LocalDate> starts = Stream.iterate(from, day -> day.plusDays(days))
                .limit(periods + 1L)
                .toList();
        List<Long> counts =
                rows.between(starts.stream().map(LegalCalendar::startOf).toList());
        return IntStream.range(0, periods)
                .mapToObj(n -> new Period(starts.get(n), counts.get(n)))
                .toList();
    }

    /** The complaints that wait, as of now. */
    public Waiting waiting(Inspector inspector, Instant now, Worklist.Limits limits) {
        return new Waiting(
                rows.count(ComplaintState.RECEIVED, now, MAX_COUNTED),
                rows.count(ComplaintState.RECEIVED, now.minus(limits.patience()), MAX_COUNTED),
                rows.reopened(MAX_COUNTED),
                rows.count(ComplaintState.ATTRIBUTED, now, MAX_COUNTED),
                rows.count(ComplaintState.IN_CASE, now, MAX_COUNTED));
    }

    /**
     * Counts, each up to {@link #MAX_COUNTED}.
     *
     * @param unattributed received, and no company known
     * @param late of these, those that wait for longer than an inspector should let them
     * @param reopened of these, those that were attributed before
     * @param attributed without a case
     */
    public record Waiting(long unattributed, long late, long reopened, long attributed, long inCase) {}
}
