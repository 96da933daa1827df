package org.openbloctel.registry.call;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What came of a call. */
public enum CallOutcome {
    /** Nobody answered. */
    NO_ANSWER,
    /** Somebody was spoken to. */
    ANSWERED,
    /** They said no: they are on the principal's refusal list from now on. */
    REFUSED,
    /** They hung up without a word for or against. */
    HUNG_UP,
    /** They agreed to another call at a date and hour. */
    CALLBACK_AGREED;

    /** As it stands in the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<CallOutcome> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }
}
