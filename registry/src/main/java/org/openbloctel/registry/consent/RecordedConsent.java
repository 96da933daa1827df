package org.openbloctel.registry.consent;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A consent that holds, or held.
 *
 * @param id its id
 * @param givenAt when it was given
 * @param until when it ends
 * @param withdrawnAt when it was withdrawn; null while it was not
 * @param direct whether the holder of the number gave it here, with no company in between
 */
public record RecordedConsent(
        UUID id, Instant givenAt, Instant until, @Nullable Instant withdrawnAt, boolean direct) {
    /** Whether it covers an instant. */
    public boolean covers(Instant at) {
        return !at.isBefore(givenAt) && at.isBefore(until) && (withdrawnAt == null || at.isBefore(withdrawnAt));
    }
}
