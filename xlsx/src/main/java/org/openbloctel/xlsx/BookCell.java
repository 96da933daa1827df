package org.openbloctel.xlsx;

import java.math.BigDecimal;

/**
 * A cell that holds something.
 *
 * @param value a BigDecimal, a Boolean, or a text that is not empty: also of an error, such as {@code #N/A}, and of what should be a number
 *     and is none. A formula counts with its last result. Days are counted from 1900
 * @param format what a number is for, and what its copy looks like
 */
record BookCell(Object value, CellFormat format) {
    /** Days between the two beginnings of time that spreadsheets know. */
    private static final BigDecimal FROM_1904_TO_1900 = BigDecimal.valueOf(1462);

    private static final int MAX_EXPONENT = 400;

    /** A number as a workbook has it, whose days may count from 1904. */
    static BookCell number(BigDecimal number, CellFormat format, boolean countsFrom1904) {
        boolean shifted = countsFrom1904
                && format.kind() == CellFormat.Kind.DATE
                && Math.abs((long) number.scale()) < MAX_EXPONENT;
        return new BookCell(shifted ? number.add(FROM_1904_TO_1900) : number, format);
    }
}
