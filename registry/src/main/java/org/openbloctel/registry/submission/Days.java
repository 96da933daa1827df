package org.openbloctel.registry.submission;

import java.time.Instant;
import java.util.Optional;
import org.openbloctel.registry.calendar.LegalCalendar;

/** How long things are kept, in days of the legal calendar: the same hour, so many days later. */
final class Days {
    private Days() {}

    static Instant after(Instant at, int days) {
        return at.atZone(LegalCalendar.ZONE).plusDays(days).toInstant();
    }

    static Instant before(Instant at, int days) {
        return after(at, -days);
    }

    /** Until when returned files are kept. */
    static Instant filesUntil(Instant settled, Optional<Instant> delivered, Settings settings) {
        Instant atMost = after(settled, settings.daysAtMost());
        Instant soon =
                delivered.map(at -> after(at, settings.daysAfterDownload())).orElse(atMost);
        return soon.isBefore(atMost) ? soon : atMost;
    }
}
