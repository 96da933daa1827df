package org.openbloctel.scrub.untidy;

/** What is wrong with a call file, after the files that Pollock, CSVsniffer, CleverCSV, DuckDB, univocity and the W3C test readers with. */
enum UntidyFault {
    NOTHING(true),

    // Of single lines.
    SEPARATOR_IN_A_NAME,
    MISSING_SEPARATOR,
    BACKSLASHES,
    SINGLE_QUOTES,
    CURLY_QUOTES,
    BLANK_BEFORE_QUOTE,
    TWO_LONE_QUOTES,
    QUOTES_WITHIN_QUOTES,
    QUOTE_THAT_NEVER_CLOSES,
    QUOTES_LINES_APART,
    NUMBER_IN_PIECES,
    OTHER_COLUMN_IN_PIECES,
    OTHER_COLUMNS_IN_PIECES,
    OTHER_SEPARATOR_IN_A_LINE,
    CELL_TOO_MUCH_IN_FRONT,
    BREAK_IN_QUOTES,
    NUMBERS_IN_NOTES,
    TWO_NUMBERS_IN_A_CELL,
    SHORT_LINES(true),
    NOT_CONTACTABLE,
    COMMENTS,
    BLANK_LINES(true),
    NULL_BYTES,

    // Two rows on one line.
    LONE_CARRIAGE_RETURN('\r'),
    LINE_SEPARATOR('\u2028'),
    PARAGRAPH_SEPARATOR('\u2029'),
    VERTICAL_TAB('\u000b'),
    FORM_FEED('\f'),
    NEXT_LINE('\u0085'),
    RECORD_SEPARATOR('\u001e'),

    // Of the whole file.
    SECOND_TABLE,
    WIDER_SECOND_TABLE,
    REPEATED_HEADER,
    ROW_NAMES(true),
    SEPARATORS_AT_THE_END(true),
    FOOTER(true),
    COMMENTS_ABOVE(true),
    NUMBER_ABOVE,
    SEPARATOR_NAMED(true),
    BLANK_BEHIND_SEPARATORS,
    DOUBLE_SEPARATOR,
    UNUSUAL_SEPARATOR,
    ALL_IN_SINGLE_QUOTES,
    QUOTES_BY_BACKSLASH,
    MIXED_LINE_ENDS,
    NO_END_AT_THE_END(true),
    TWO_ENCODINGS;

    /** What stands between two rows in place of a line end; 0 for faults of another kind. */
    final char glue;
    /** Whether every number stays in its column, so that it may have lost its zero or plus. */
    final boolean keepsColumns;

    UntidyFault() {
        this(false);
    }

    UntidyFault(boolean keepsColumns) {
        this.glue = 0;
        this.keepsColumns = keepsColumns;
    }

    UntidyFault(char glue) {
        this.glue = glue;
        this.keepsColumns = false;
    }
}
