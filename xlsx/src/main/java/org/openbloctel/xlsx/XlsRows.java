package org.openbloctel.xlsx;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.CallFileException;

/**
 * The rows of a sheet of an .xls workbook, one at a time. Its cells come row by row; where they do not, a row would be judged in parts, and the
 * workbook counts as damaged. Formulas count with their last result. Not thread-safe.
 */
final class XlsRows implements Book.Rows {
    private static final int MAX_COLUMNS = 256;
    private static final double MAX_EXACT = 1e15;

    private static final int BEGIN = 0x0809;
    private static final int END = 0x000a;
    private static final int FORMULA = 0x0006;
    private static final int STRING = 0x0207;
    private static final int NUMBER = 0x0203;
    private static final int SMALL_NUMBER = 0x027e;
    private static final int SMALL_NUMBERS = 0x00bd;
    private static final int SHARED_TEXT = 0x00fd;
    private static final int TEXT = 0x0204;
    private static final int RICH_TEXT = 0x00d6;
    private static final int TRUTH_OR_ERROR = 0x0205;

    private final String file;
    private final BiffRecords records;
    private final List<String> strings;
    private final List<CellFormat> formats;
    private final boolean countsFrom1904;

    /** The row that is read: its place from 0, and its cells. */
    private int at = -1;

    private List<@Nullable BookCell> cells = new ArrayList<>();
    private boolean[] seen = new boolean[MAX_COLUMNS];
    /** How many sheets, or charts in them, have begun. */
    private int depth;

    private boolean over;
    /** A formula whose text stands in a record of its own. */
    private int pendingColumn = -1;

    private CellFormat pendingFormat = CellFormat.GENERAL;

    XlsRows(String file, BiffRecords records, List<String> strings, List<CellFormat> formats, boolean countsFrom1904) {
        this.file = file;
        this.records = records;
        this.strings = strings;
        this.formats = formats;
        this.countsFrom1904 = countsFrom1904;
    }

    @Override
    public @Nullable BookRow next() throws CallFileException {
        try {
            while (!over) {
                BookRow done = step();
                if (done != null) {
                    return done;
                }
            }
            return null;
        } catch (CallFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw Books.damaged(file, "row", at + 1L);
        }
    }

    /** Reads one record; returns the row that it ends, if it ends one. */
    private @Nullable BookRow step() throws IOException {
        boolean more = records.next();
        if (!more || (depth == 0 && records.type() != BEGIN)) {
            throw Books.damaged(file, "sheet", at + 1L);
        }
        switch (records.type()) {
            case BEGIN -> depth++;
            case END -> {
                depth--;
                over = depth == 0;
                return over ? row() : null;
            }
            case FORMULA, NUMBER, SMALL_NUMBER, SMALL_NUMBERS, SHARED_TEXT, TEXT, RICH_TEXT, TRUTH_OR_ERROR -> {
                return depth == 1 ? cell(records.type()) : null;
            }
            case STRING -> {
                if (depth == 1 && pendingColumn >= 0) {
                    put(pendingColumn, text(records.text(), pendingFormat));
                    pendingColumn = -1;
                }
            }
            default -> {}
        }
        return null;
    }

    private @Nullable BookRow row() {
        BookRow row = at < 0 ? null : new BookRow(at + 1, cells);
        cells = new ArrayList<>();
        seen = new boolean[MAX_COLUMNS];
        return row;
    }

    private @Nullable BookRow cell(int type) throws IOException {
        int place = records.u16();
        if (place < at) {
            throw Books.damaged(file, "rows-order", place + 1L);
        }
        BookRow done = place > at ? row() : null;
        at = place;
        pendingColumn = -1;
        int column = records.u16();
        if (type == SMALL_NUMBERS) {
            // Format and number of each; the last two bytes are the last column.
            for (int each = column; records.remaining() >= 6; each++) {
                CellFormat format = format();
                take(each, number(smallNumber(records.i32()), format));
            }
            return done;
        }
        CellFormat format = format();
        take(column, type == FORMULA ? result(column, format) : value(type, format));
        return done;
    }

    private CellFormat format() throws IOException {
        int index = records.u16();
        return index < formats.size() ? formats.get(index) : CellFormat.GENERAL;
    }

    private @Nullable BookCell value(int type, CellFormat format) throws IOException {
        return switch (type) {
            case NUMBER -> number(records.f64(), format);
            case SMALL_NUMBER -> number(smallNumber(records.i32()), format);
            case SHARED_TEXT -> text(strings.get(records.i32()), format);
            case TRUTH_OR_ERROR -> {
                int value = records.u8();
                yield records.u8() == 0 ? new BookCell(value != 0, format) : new BookCell(error(value), format);
            }
            default -> text(records.text(), format);
        };
    }

    /** The last result of a formula: a number, or what its first byte says when the last two are all ones. */
    private @Nullable BookCell result(int column, CellFormat format) throws IOException {
        double number = records.f64();
        long bits = Double.doubleToRawLongBits(number);
        if (bits >>> 48 != 0xffff) {
            return number(number, format);
        }
        int value = (int) (bits >>> 16) & 0xff;
        return switch ((int) bits & 0xff) {
            case 0 -> {
                pendingColumn = column;
                pendingFormat = format;
                yield null;
            }
            case 1 -> new BookCell(value != 0, format);
            case 2 -> new BookCell(error(value), format);
            default -> null;
        };
    }

    private static @Nullable BookCell text(String text, CellFormat format) {
        return text.isEmpty() ? null : new BookCell(text, format);
    }

    /** An integer of 30 bits or the first 30 of a double, perhaps a hundred times too large. */
    private static double smallNumber(int bits) {
        double number = (bits & 2) != 0 ? bits >> 2 : Double.longBitsToDouble((long) (bits & ~3) << 32);
        return (bits & 1) != 0 ? number / 100 : number;
    }

    private BookCell number(double number, CellFormat format) {
        if (!Double.isFinite(number)) {
            return new BookCell(error(0x24), format);
        }
        boolean whole = Math.abs(number) < MAX_EXACT && number == Math.rint(number);
        BigDecimal exact = whole ? BigDecimal.valueOf((long) number) : BigDecimal.valueOf(number);
        return BookCell.number(exact, format, countsFrom1904);
    }

    private static String error(int code) {
        return switch (code) {
            case 0x00 -> "#NULL!";
            case 0x07 -> "#DIV/0!";
            case 0x0f -> "#VALUE!";
            case 0x17 -> "#REF!";
            case 0x1d -> "#NAME?";
            case 0x24 -> "#NUM!";
            default -> "#N/A";
        };
    }

    private void take(int column, @Nullable BookCell cell) throws CallFileException {
        if (column >= MAX_COLUMNS || seen[column]) {
            throw Books.damaged(file, column >= MAX_COLUMNS ? "columns" : "cell-twice", at + 1L);
        }
        seen[column] = true;
        put(column, cell);
    }

    private void put(int column, @Nullable BookCell cell) {
        if (cell != null) {
            while (cells.size() <= column) {
                cells.add(null);
            }
            cells.set(column, cell);
        }
    }

    @Override
    public void close() {
        // the file is the book's
    }
}
