package org.openbloctel.registry.call;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a principal's calls to a number came to.
 *
 * @param attempts when they were tried, as far as a rule still counts them; the earliest first
 * @param contactedAt when the person was last spoken to, or may have been; null for never
 * @param refusedAt when they last refused; null for never
 * @param agreedAt the date and hour that were agreed last; null for none
 */
public record CallHistory(
        List<Instant> attempts,
        @Nullable Instant contactedAt,
        @Nullable Instant refusedAt,
        @Nullable Instant agreedAt) {
    /** Of a number that was never called. */
    public static final CallHistory EMPTY = new CallHistory(List.of(), null, null, null);

    /** Copies. */
    public CallHistory {
        attempts = List.copyOf(attempts);
    }
}
