package org.openbloctel.law;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to whether a call may be made, with all its grounds.
 *
 * @param answer yes, no, or cannot tell
 * @param grounds all of them; none for a yes
 * @param nextAllowedAt the first instant from the call's on at which the answer is yes, if nothing new is learnt; null when none is
 *     in sight. {@code Verdicts} answers none that is over
 * @param regime the one of the call's day; null before the first
 */
public record CallVerdict(
        Answer answer,
        List<Ground> grounds,
        @Nullable Instant nextAllowedAt,
        @Nullable Regime regime) {
    /** Copies the grounds. */
    public CallVerdict {
        grounds = List.copyOf(grounds);
    }
}
