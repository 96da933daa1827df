package org.openbloctel.law;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a rule has to say of a call at a moment. */
sealed interface Finding {
    /** Nothing against it. */
    record Clear() implements Finding {}

    /**
     * It is in the way.
     *
     * @param until no instant before this one is free of it; null when this version of the rule never is again
     */
    record Blocked(@Nullable Instant until) implements Finding {}

    /**
     * It cannot be told.
     *
     * @param what would have to be known, as the API calls it
     */
    record Missing(String what) implements Finding {}

    /** It is in the way: a consent that a company claims alone would lift it, had the person confirmed it. */
    record Unconfirmed() implements Finding {}

    Finding CLEAR = new Clear();
    Finding FOR_GOOD = new Blocked(null);
    Finding UNCONFIRMED = new Unconfirmed();
}
