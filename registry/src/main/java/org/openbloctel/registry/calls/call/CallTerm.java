package org.openbloctel.registry.calls.call;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/**
 * How long calls are kept, as of a day: for so many days after their own, in France, and until the day after an appointment is over.
 *
 * @param today the day it is
 * @param days how many days back a call still counts
 * @param oldest the first µs of the earliest of these days
 */
record CallTerm(LocalDate today, int days, long oldest) {
    static CallTerm on(LocalDate today, int days) {
        return new CallTerm(today, days, CallEntry.micros(LegalCalendar.startOf(today.minusDays(days))));
    }

    boolean isOver(CallEntry entry) {
        Instant agreed = entry.agreedAt();
        return entry.key().at() < oldest
                && (agreed == null || !appointmentOver(agreed).isAfter(today));
    }

    private static LocalDate appointmentOver(Instant agreed) {
        return LegalCalendar.dayOf(agreed).plusDays(2);
    }

    /** The first day on which one of these calls is over. */
    LocalDate firstOver(List<CallEntry> entries) {
        long earliest = Long.MAX_VALUE;
        LocalDate first = LocalDate.MAX;
        for (CallEntry entry : entries) {
            Instant agreed = entry.agreedAt();
            if (agreed == null) {
                earliest = Math.min(earliest, entry.key().at());
            } else {
                first = earlier(first, later(over(entry.key().at()), appointmentOver(agreed)));
            }
        }
        return earliest == Long.MAX_VALUE ? first : earlier(first, over(earliest));
    }

    private LocalDate over(long at) {
        return LegalCalendar.dayOf(CallEntry.instant(at)).plusDays(days + 1L);
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
