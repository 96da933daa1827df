package org.openbloctel.registry.platform.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.figures.CountedByDay.Count;

/**
 * Counts the day that goes on, again and again, and closes days that are over, in their order: also those that passed while no server
 * ran. A closed day is never counted again. Repeatable at any point. It takes a hundredth of the time at most: where counting takes three
 * seconds, it counts every five minutes. Thread-safe.
 */
public final class FigureBook {
    /** A day is closed this long after its end: what was begun before midnight is committed by then. */
    static final Duration AFTER_MIDNIGHT = Duration.ofMinutes(10);

    /** Days of which rows of some feature may have been erased are not counted. The shortest term of what is counted is 3 years. */
    static final int MAX_BACK = 1_000;

    /** How many days are closed in one go. */
    static final int MAX_CLOSED = 60;

    private static final int SHARE = 100;

    private final Database database;
    private final FigureRows rows;
    private final InstantSource clock;
    private final List<CountedByDay> features;
    private volatile Instant next = Instant.MIN;

    /** The book of these features. */
    public FigureBook(Database database, InstantSource clock, List<CountedByDay> features) {
        this.database = database;
        this.rows = database.rows(FigureRows.class);
        this.clock = clock;
        this.features = List.copyOf(features);
    }

    /** Closes the days that are over and counts today, unless that was done a moment ago. */
    public void count() {
        if (!clock.instant().isBefore(next)) {
            countNow();
        }
    }

    /** The same, also when that was done a moment ago. */
    public void countNow() {
        Instant begun = clock.instant();
        LocalDate day = firstToClose(begun);
        for (int closed = 0; closed < MAX_CLOSED && isOver(day, begun); closed++) {
            close(day);
            day = day.plusDays(1);
        }
        LocalDate today = LegalCalendar.dayOf(begun);
        List<Count> counts = Stream.concat(
                        happened(today).stream(), features.stream().flatMap(one -> one.now().stream()))
                .toList();
        database.runInAccounts(() -> putUnlessClosed(today, counts));
        next = begun.plus(Duration.between(begun, clock.instant()).multipliedBy(SHARE));
    }

    private static boolean isOver(LocalDate day, Instant now) {
        return !now.isBefore(LegalCalendar.endOf(day).plus(AFTER_MIDNIGHT));
    }

    /** The day after the last closed one. At first, the first day of which a feature knows, or on which counting began. */
    private LocalDate firstToClose(Instant now) {
        LocalDate today = LegalCalendar.dayOf(now);
        Optional<LocalDate> last = rows.lastClosed();
        if (last.isPresent()) {
            return last.get().plusDays(1);
        }
        LocalDate first = Stream.concat(
                        features.stream().flatMap(one -> one.first().stream()), rows.firstOpen().stream())
                .min(Comparator.naturalOrder())
                .orElse(today);
        LocalDate earliest = today.minusDays(MAX_BACK);
        return first.isBefore(earliest) ? earliest : first;
    }

    /** What stood at the day's end is what was counted last on it: it cannot be counted afterwards. */
    private void close(LocalDate day) {
        List<Count> counts = happened(day);
        database.runInAccounts(() -> {
            putUnlessClosed(day, counts);
            rows.close(day);
        });
    }

    private void putUnlessClosed(LocalDate day, List<Count> counts) {
        rows.lock();
        if (rows.lastClosed().filter(last -> !last.isBefore(day)).isEmpty()) {
            put(day, counts);
        }
    }

    private List<Count> happened(LocalDate day) {
        return features.stream().flatMap(one -> one.on(day).stream()).toList();
    }

    private void put(LocalDate day, List<Count> counts) {
        Map<Figure, Long> wholes = new EnumMap<>(Figure.class);
        for (Count count : counts) {
            wholes.merge(count.figure(), count.value(), Long::sum);
            if (!count.part().isEmpty()) {
                rows.put(day, count.figure(), count.part(), count.value());
            }
        }
        wholes.forEach((figure, value) -> rows.put(day, figure, "", value));
    }
}
