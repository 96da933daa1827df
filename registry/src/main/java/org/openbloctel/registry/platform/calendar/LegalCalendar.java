package org.openbloctel.registry.platform.calendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;

/** Days as the law counts them: in the calendar of Europe/Paris. Thirty days are not 720 hours when the clocks change. */
public final class LegalCalendar {
    /** The zone whose days count. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private static final int DAY_LENGTH = 10;

    /** The last day that was looked up: each look-up of a number needs today several times. */
    private static volatile Day current = new Day(0, 0, LocalDate.EPOCH);

    private LegalCalendar() {}

    /**
     * A day.
     *
     * @param from its first second
     * @param until the first second of the next
     */
    private record Day(long from, long until, LocalDate date) {
        boolean holds(Instant instant) {
            return instant.getEpochSecond() >= from && instant.getEpochSecond() < until;
        }
    }

    /** The day that an instant is in. */
    public static LocalDate dayOf(Instant instant) {
        Day today = current;
        return today.holds(instant) ? today.date() : instant.atZone(ZONE).toLocalDate();
    }

    /** The day it is now. */
    public static LocalDate today(InstantSource clock) {
        Instant now = clock.instant();
        LocalDate date = dayOf(now);
        if (!current.holds(now)) {
            current = new Day(startOf(date).getEpochSecond(), endOf(date).getEpochSecond(), date);
        }
        return date;
    }

    /**
     * A day as ISO 8601 writes it, with a year of four digits: later ones are typing errors, which no database keeps and from which no
     * term can be counted.
     */
    public static LocalDate read(String written) {
        if (written.length() != DAY_LENGTH) {
            throw new DateTimeException("not written as 2026-11-24");
        }
        return LocalDate.parse(written);
    }

    /** The first instant of a day. */
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    /** The first instant after a day. */
    public static Instant endOf(LocalDate day) {
        return startOf(day.plusDays(1));
    }

    /** The same hour, so many days later. */
    public static Instant daysAfter(Instant at, int days) {
        return at.atZone(ZONE).plusDays(days).toInstant();
    }

    /** The same hour, so many days earlier. */
    public static Instant daysBefore(Instant at, int days) {
        return daysAfter(at, -days);
    }
}
