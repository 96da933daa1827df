package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A registration of the number.
 *
 * @param effectiveOn the day from which every professional has to respect it, at the latest
 * @param endedAt null while the number is on the list
 */
public record RegistrationSpan(
        Instant registeredAt,
        LocalDate effectiveOn,
        @Nullable Instant endedAt) {
    /** Whether it kept the number on the list at an instant. */
    public boolean covers(Instant at) {
        return !at.isBefore(registeredAt) && (endedAt == null || at.isBefore(endedAt));
    }
}
