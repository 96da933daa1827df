package org.openbloctel.bench.answer;

import java.util.Locale;

/**
 * How a written file compares with the right one.
 *
 * @param expected rows that the right answer has
 * @param found rows that were written
 */
public record Answer(Kind kind, long expected, long found) {

    /** From best to worst. */
    public enum Kind {
        /** The right rows in the order of the call file. */
        SAME,
        /** The right rows in another order. */
        ORDER_LOST,
        /** Other rows. */
        DIFFERS,
        /** No file was written. */
        MISSING
    }

    static final Answer NO_FILE = new Answer(Kind.MISSING, 0, 0);

    public Answer worse(Answer other) {
        return other.kind.compareTo(kind) > 0 ? other : this;
    }

    public boolean right() {
        return kind == Kind.SAME;
    }

    public String text() {
        return switch (kind) {
            case SAME -> "same";
            case ORDER_LOST -> "order lost";
            case DIFFERS -> String.format(Locale.ROOT, "differs: %,d rows, %,d expected", found, expected);
            case MISSING -> "no output";
        };
    }
}
