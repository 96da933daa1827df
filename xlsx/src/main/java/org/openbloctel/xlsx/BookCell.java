package org.openbloctel.xlsx;

/**
 * A cell that holds something.
 *
 * @param value a BigDecimal, a Boolean, or a text that is not empty: also of an error, such as {@code #N/A}, and of what should be a number
 *     and is none. A formula counts with its last result. Days are counted from 1900
 * @param format what a number is for, and what its copy looks like
 */
record BookCell(Object value, CellFormat format) {}
