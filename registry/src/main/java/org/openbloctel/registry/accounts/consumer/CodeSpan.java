package org.openbloctel.registry.accounts.consumer;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/** A span of time with a count of its own; counts are locked in this order. */
public enum CodeSpan {
    DAY,
    HOUR;

    Instant start(Instant now) {
        return switch (this) {
            case DAY -> LegalCalendar.startOf(LegalCalendar.dayOf(now));
            case HOUR -> now.truncatedTo(ChronoUnit.HOURS);
        };
    }

    Instant end(Instant now) {
        return switch (this) {
            case DAY -> LegalCalendar.endOf(LegalCalendar.dayOf(now));
            case HOUR -> start(now).plus(Duration.ofHours(1));
        };
    }
}
