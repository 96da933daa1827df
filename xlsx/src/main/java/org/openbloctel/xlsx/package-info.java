/**
 * Call files that are workbooks (Office Open XML: .xlsx, .xlsm; Excel 97 to 2003: .xls), read and written as streams, for all that scrub files.
 * Judges nothing itself: a row is one call into {@code scrub}. Invariant: every row of the sheet that holds something is
 * in exactly one of the three returned workbooks, in order; of each sheet, where all are asked for.
 *
 * <p><b>Kept</b>: texts as they are (leading zeros, blanks at their ends, a first {@code =}), numbers to the last digit,
 * truth values, number and date formats of numbers, columns, empty cells, the sheet's name. A formula becomes its last
 * result, an error value its text. Dates counted from 1904 are counted from 1900 afterwards. <b>Not kept</b>: empty rows,
 * fonts, colours, widths, merged cells (the value stays in the first), hyperlinks, comments, filters (hidden rows are
 * scrubbed like others and come back visible), rich text (its characters stay), formulas, macros, pictures, empty sheets.
 *
 * <p><b>Refused</b>: several sheets that may hold phone numbers, hidden ones too, since what is not scrubbed must not look as if it was,
 * unless one is named or all are; what is encrypted or damaged ({@code DAMAGED_WORKBOOK}).
 *
 * <p><b>Memory</b>: rows are streamed both ways. Two things are kept while reading: the table of shared strings and the cell formats;
 * {@code WorkbookGuard} measures them first and refuses what would take more than a quarter of the heap ({@code WORKBOOK_TOO_LARGE}). It
 * also refuses bombs, declared or not, and numbers that take long to parse; {@code TextBudget} refuses small files whose cells share long
 * texts; {@code XlsStreams} and {@code XlsBook} count what an .xls keeps. Writing keeps 4 bytes a row.
 *
 * <p>One thread streams the rows through {@code Judge.line}, after {@code WorkbookGuard} has checked every entry for content that would
 * cost unbounded memory or time.
 */
@NullMarked
package org.openbloctel.xlsx;

import org.jspecify.annotations.NullMarked;
