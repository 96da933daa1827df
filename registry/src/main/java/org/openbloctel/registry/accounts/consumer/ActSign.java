package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/**
 * A weak sign that an account or network asks who is on the list, or that it reached a limit.
 *
 * @param kind what the acts have in common; of a number, several accounts acted
 * @param name the beginning of a keyed print, or a masked number
 * @param numbers how many numbers were both registered and withdrawn
 * @param acts the registrations and withdrawals of these numbers
 * @param fullDays on how many days a limit was reached
 * @param lastAt the last of the acts; null when there is a limit alone
 * @param lastFull the last day on which a limit was reached; null when none was
 */
public record ActSign(
        ActLimits.Kind kind,
        String name,
        int numbers,
        int acts,
        int fullDays,
        @Nullable Instant lastAt,
        @Nullable LocalDate lastFull) {
    /** The day of the last act or limit. */
    public LocalDate last() {
        LocalDate acted = lastAt == null ? LocalDate.MIN : LegalCalendar.dayOf(lastAt);
        return lastFull == null || lastFull.isBefore(acted) ? acted : lastFull;
    }
}
