package org.openbloctel.scrub.number;

/**
 * Why a number, or the line that should hold it, could not be checked. The codes are permanent: they stand in reports
 * and in the returned files. A line with a reason is {@code UNCHECKED}, never callable.
 */
public enum Reason {
    /** Nothing is written where the number should be. */
    BLANK("blank"),
    /** What is written is not a phone number, or cannot be read for sure. */
    NOT_A_NUMBER("not-a-number"),
    /** Digits of a phone number, but too few or too many of them. */
    WRONG_LENGTH("wrong-length"),
    /** A spreadsheet rounded the number ({@code 6,12E+08}): its last digits are gone. */
    DIGITS_LOST("digits-lost"),
    /** 08, short, emergency, toll-free and machine numbers: they have no subscriber who could be on the list. */
    SPECIAL_NUMBER("special-number"),
    /** A number of another country. */
    FOREIGN("foreign"),
    /** A number of the plan's shape, in a range that the plan's table does not know, and not on the list. */
    UNASSIGNED_RANGE("unassigned-range"),
    /** The line has fewer fields than the phone column's place. */
    MISSING_FIELD("missing-field"),
    /** The line has another number of fields than the header: what stands in the phone column may belong to another. */
    OTHER_WIDTH("other-width"),
    /** The number of the phone column may be called, but elsewhere in the line stands one that is on the list. */
    LISTED_ELSEWHERE("listed-elsewhere"),
    /** A quote opens and never closes: where the line ends cannot be told. */
    UNCLOSED_QUOTE("unclosed-quote"),
    /** The line is longer than the limit. */
    LINE_TOO_LONG("line-too-long"),
    /** What decides beside the list cannot tell whether the number may be called: something that it needs is not said. */
    CANNOT_TELL("cannot-tell");

    private static final Reason[] ALL = values();

    private final String code;

    Reason(String code) {
        this.code = code;
    }

    /** The permanent code, such as {@code wrong-length}. */
    public String code() {
        return code;
    }

    /** The reason with this ordinal, without the copy that {@link #values()} makes. */
    public static Reason of(int ordinal) {
        return ALL[ordinal];
    }
}
