package org.openbloctel.registry.calls.call;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that an agent reports.
 *
 * @param id the agent's own name for it: reported twice, it is one call
 * @param principal for whom it was made
 * @param campaign for which of its campaigns; null for none
 * @param number E.164
 * @param at when it was dialled
 * @param outcome its outcome; null while it is not known, to be reported later under the same id
 * @param agreedAt the date and hour agreed for another call, with that outcome alone
 */
public record CallReport(
        String id,
        UUID principal,
        @Nullable UUID campaign,
        long number,
        Instant at,
        @Nullable Outcome outcome,
        @Nullable Instant agreedAt) {
    /** Holds when both come together. */
    public CallReport {
        Objects.requireNonNull(id);
        if ((outcome == Outcome.CALLBACK_AGREED) != (agreedAt != null)) {
            throw new IllegalArgumentException("an hour is agreed when a call back is");
        }
    }

    /** Without the number. */
    @Override
    public String toString() {
        return "CallReport[" + outcome + "]";
    }

    /** The result of filing it. */
    public enum Filed {
        /** A new call. */
        NEW,
        /** It was reported before; its outcome may be new. */
        KNOWN,
        /** Its id stands for another call. */
        ID_TAKEN
    }

    /** What came of a call. */
    public enum Outcome {
        /** The call was not answered. */
        NO_ANSWER,
        /** There was a conversation. */
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

        static @Nullable String codeOf(@Nullable Outcome outcome) {
            return outcome == null ? null : outcome.code();
        }

        public static Optional<Outcome> of(String code) {
            return Arrays.stream(values())
                    .filter(one -> one.code().equals(code))
                    .findFirst();
        }
    }
}
