package org.openbloctel.registry.call;

import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.refusal.Refusal;

/**
 * A call as an agent tells it: texts that nobody has read yet.
 *
 * @param id the agent's own name for it
 * @param number as written
 * @param at with its zone
 * @param campaign its id; null for a call of the agent's own
 * @param outcome what came of it; null while that is not known
 * @param agreedAt the date and hour agreed for another call
 * @param fault why it could not even be taken apart; null when it could
 */
public record ToldCall(
        @Nullable String id,
        @Nullable String number,
        @Nullable String at,
        @Nullable String campaign,
        @Nullable String outcome,
        @Nullable String agreedAt,
        @Nullable Refusal fault) {
    /** Without the number. */
    @Override
    public String toString() {
        return "ToldCall[" + outcome + "]";
    }
}
