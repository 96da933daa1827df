package org.openbloctel.law;

import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Reason;

/**
 * A number that a caller shows.
 *
 * @param kind what sort of number
 * @param national its national digits behind the zero; 0 unless it is a subscriber's
 * @param unauthenticated whether its authentication may have failed, so that an operator masks or marks it
 */
public record CallerNumber(Kind kind, long national, boolean unauthenticated) {
    /** Sorts of numbers. */
    public enum Kind {
        /** 01 to 07, 09. */
        SUBSCRIBER,
        /** 08 and short numbers. */
        SPECIAL,
        /** Of another country. */
        FOREIGN,
        /** None is shown. */
        HIDDEN,
        /** Nothing that can be read for sure. */
        UNREADABLE
    }

    /** The word for a number that the caller hides. */
    public static final String HIDDEN = "hidden";

    private static final NumberingPlan PLAN = NumberingPlan.FRANCE;

    private CallerNumber(Kind kind, long national) {
        this(kind, national, false);
    }

    /** The number, or none for {@value #HIDDEN}. */
    public static CallerNumber read(String written) {
        if (written.equals(HIDDEN)) {
            return new CallerNumber(Kind.HIDDEN, 0);
        }
        NumberReader reader = new NumberReader(PLAN);
        long read = reader.read(written);
        if (read == NumberReader.SEVERAL) {
            return new CallerNumber(Kind.UNREADABLE, 0);
        }
        if (read >= 0) {
            return PLAN.objection(read) == Reason.SPECIAL_NUMBER
                    ? new CallerNumber(Kind.SPECIAL, 0)
                    : new CallerNumber(Kind.SUBSCRIBER, read);
        }
        return switch (NumberReader.reason(read)) {
            case SPECIAL_NUMBER -> new CallerNumber(Kind.SPECIAL, 0);
            case FOREIGN -> new CallerNumber(Kind.FOREIGN, 0);
            case BLANK,
                    NOT_A_NUMBER,
                    WRONG_LENGTH,
                    DIGITS_LOST,
                    UNASSIGNED_RANGE,
                    MISSING_FIELD,
                    OTHER_WIDTH,
                    LISTED_ELSEWHERE,
                    UNCLOSED_QUOTE,
                    LINE_TOO_LONG,
                    CANNOT_TELL -> new CallerNumber(Kind.UNREADABLE, 0);
        };
    }

    /** A number as it was shown, where its authentication may have failed. */
    public CallerNumber notAuthenticated() {
        return new CallerNumber(kind, national, true);
    }

    /** Says the sort, never the number. */
    @Override
    public String toString() {
        return "CallerNumber[" + kind + "]";
    }
}
