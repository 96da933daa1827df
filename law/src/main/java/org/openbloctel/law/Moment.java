package org.openbloctel.law;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * An instant as the consumer's calendar and clock show it.
 *
 * @param at the instant
 * @param zone the consumer's
 * @param day their day
 * @param time their time
 */
record Moment(Instant at, ZoneId zone, LocalDate day, LocalTime time) {
    static Moment of(Instant at, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone);
        return new Moment(at, zone, local.toLocalDate(), local.toLocalTime());
    }

    /** The first instant of a day here. */
    Instant startOf(LocalDate other) {
        return other.atStartOfDay(zone).toInstant();
    }

    /** The day of another instant here. */
    LocalDate dayOf(Instant other) {
        return LocalDate.ofInstant(other, zone);
    }
}
