package org.openbloctel.law;

import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Reason;

/**
 * A number that a caller shows.
 *
 * @param kind what sort of number
 * @param national its national digits behind the zero; 0 unless it is a subscriber's
 */
public record CallerNumber(Kind kind, long national) {
    /** Sorts of numbers. */
    public enum Kind {
        /** 01 to 07, 09. */
        SUBSCRIBER,
        /** 08 and short numbers. */
        SPECIAL,
        /** Of another country. */
        FOREIGN,
        /** Nothing that can be read for sure. */
        UNREADABLE
    }

    private static final NumberingPlan PLAN = NumberingPlan.FRANCE;

    public static CallerNumber read(String written) {
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

    /** Says the sort, never the number. */
    @Override
    public String toString() {
        return "CallerNumber[" + kind + "]";
    }
}
