package org.openbloctel.registry.platform.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/**
 * The minutes in which the service was in good health: one is marked when any server finds itself so. A minute that no server marks counts
 * as down, be it for want of a server or of the database. A day has 1,380, 1,440 or 1,500 of them. An hour is 8 bytes. Thread-safe.
 */
public final class ServiceMinutes implements CountedByDay {
    private final MinuteRows rows;
    private final InstantSource clock;

    /** The minutes of this database's service. */
    public ServiceMinutes(Database database, InstantSource clock) {
        this.rows = database.rows(MinuteRows.class);
        this.clock = clock;
    }

    /** Marks the minute that an instant is in. */
    public void mark(Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        rows.mark(hour, 1L << Duration.between(hour, now).toMinutes());
    }

    /** The minutes of a day since the first one that was marked; none before it. Of the day that goes on, those that are over. */
    @Override
    public List<Count> on(LocalDate day) {
        Instant end = LegalCalendar.endOf(day);
        Optional<Instant> begun = begun().filter(first -> first.isBefore(end));
        if (begun.isEmpty()) {
            return List.of();
        }
        Instant from = LegalCalendar.startOf(day);
        Instant since = begun.get().isAfter(from) ? begun.get() : from;
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        long minutes = Math.max(
                0, Duration.between(since, minute.isBefore(end) ? minute : end).toMinutes());
        // A minute that has just begun may be marked already.
        long marked = Math.min(minutes, rows.marked(from, end));
        return List.of(new Count(Figure.MINUTES_UP, marked), new Count(Figure.MINUTES, minutes));
    }

    @Override
    public Optional<LocalDate> first() {
        return begun().map(LegalCalendar::dayOf);
    }

    private Optional<Instant> begun() {
        return rows.first()
                .map(first -> first.hour().plus(Duration.ofMinutes(Long.numberOfTrailingZeros(first.minutes()))));
    }
}
