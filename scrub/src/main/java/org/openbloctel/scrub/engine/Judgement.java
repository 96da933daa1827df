package org.openbloctel.scrub.engine;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.number.Reason;

/**
 * A verdict with what it rests on.
 *
 * @param verdict the verdict
 * @param reason why it was not checked; null unless {@link Verdict#UNCHECKED}
 * @param number the E.164 number, where exactly one could be read
 * @param rule the id of the rule that forbids; null unless {@link Verdict#FORBIDDEN}
 */
public record Judgement(
        Verdict verdict,
        @Nullable Reason reason,
        OptionalLong number,
        @Nullable String rule) {
    /** A judgement by the list. */
    public Judgement(Verdict verdict, @Nullable Reason reason, OptionalLong number) {
        this(verdict, reason, number, null);
    }
}
