package org.openbloctel.cli;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Answer;
import org.openbloctel.law.CallVerdict;

/** What came of one number: a judged call, or the reason why the number cannot be read. */
sealed interface MayCallAnswer {
    /** The number as the user wrote it. */
    String input();

    /** Whether the call is allowed for sure. */
    default boolean allowed() {
        return this instanceof Judged judged && judged.verdict.answer() == Answer.ALLOWED;
    }

    /**
     * A judged call.
     *
     * @param number in E.164
     * @param at the time of the call
     * @param zone the consumer's
     * @param next the first allowed time from now on; null when none is in sight
     */
    record Judged(
            String input,
            long number,
            Instant at,
            ZoneId zone,
            CallVerdict verdict,
            @Nullable Instant next) implements MayCallAnswer {}

    /**
     * A number that cannot be read for sure, or that is no subscriber's.
     *
     * @param reason its code
     */
    record Unreadable(String input, String reason) implements MayCallAnswer {}
}
