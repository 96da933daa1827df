package org.openbloctel.xlsx;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.CellRecord;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.MulRKRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.RKRecord;
import org.apache.poi.hssf.record.RecordInputStream;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.ss.usermodel.FormulaError;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.CallFileException;

/**
 * The rows of a sheet of an .xls workbook, one at a time. Its cells come row by row; where they do not, a row would be judged in parts, and
 * the workbook counts as damaged. Formulas count with their last result. Not thread-safe.
 */
final class XlsRows implements Book.Rows {
    private static final int MAX_COLUMNS = 256;
    private static final double MAX_EXACT = 1e15;

    /** Row, first and last column of a MulRKRecord, and each of its numbers: POI believes the last column, not the length. */
    private static final int MUL_RK_FIXED = 6;

    private static final int MUL_RK_EACH = 6;
    /** A text with its fonts, in the sheet itself; POI has no record for it. It begins as a LabelRecord. */
    private static final short RICH_TEXT = 0x00d6;

    private final String file;
    private final RecordInputStream records;
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
    private boolean closed;
    /** A formula whose text stands in a record of its own. */
    private int pendingColumn = -1;

    private CellFormat pendingFormat = CellFormat.GENERAL;

    XlsRows(
            String file,
            RecordInputStream records,
            List<String> strings,
            List<CellFormat> formats,
            boolean countsFrom1904) {
        this.file = file;
        this.records = records;
        this.strings = strings;
        this.formats = formats;
        this.countsFrom1904 = countsFrom1904;
    }

    @Override
    public @Nullable BookRow next() throws CallFileException {
        if (closed) {
            throw new IllegalStateException("closed");
        }
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
        } catch (RuntimeException e) {
            throw Books.damaged(file, "row", at + 1L);
        }
    }

    /** Reads one record; returns the row that it ends, if it ends one. */
    private @Nullable BookRow step() throws CallFileException {
        if (!XlsBook.next(records) || (depth == 0 && records.getSid() != BOFRecord.sid)) {
            throw Books.damaged(file, "sheet", at + 1L);
        }
        switch (records.getSid()) {
            case BOFRecord.sid -> {
                over = depth == 0 && !mayHoldRows(new BOFRecord(records).getType());
                depth++;
            }
            case EOFRecord.sid -> {
                depth--;
                over = depth == 0;
                return over ? row() : null;
            }
            case MulRKRecord.sid -> {
                return depth == 1 ? numbers() : null;
            }
            case LabelRecord.sid, RICH_TEXT -> {
                return depth == 1 ? label() : null;
            }
            case FormulaRecord.sid, NumberRecord.sid, RKRecord.sid, LabelSSTRecord.sid, BoolErrRecord.sid -> {
                return depth == 1 ? cell() : null;
            }
            case StringRecord.sid -> {
                if (depth == 1 && pendingColumn >= 0) {
                    put(pendingColumn, text(new StringRecord(records).getString(), pendingFormat));
                    pendingColumn = -1;
                }
            }
            default -> {}
        }
        return null;
    }

    /** The sheets of charts and macros have cells too, which are no rows of a table. */
    private static boolean mayHoldRows(int sheetType) {
        return sheetType != BOFRecord.TYPE_CHART
                && sheetType != BOFRecord.TYPE_VB_MODULE
                && sheetType != BOFRecord.TYPE_EXCEL_4_MACRO;
    }

    private @Nullable BookRow row() {
        BookRow row = at < 0 ? null : new BookRow(at + 1, cells);
        cells = new ArrayList<>();
        seen = new boolean[MAX_COLUMNS];
        return row;
    }

    /** Goes to the row of a cell; returns the row before, if it ends there. */
    private @Nullable BookRow startOf(int place) throws CallFileException {
        if (place < at) {
            throw Books.damaged(file, "rows-order", place + 1L);
        }
        BookRow done = place > at ? row() : null;
        at = place;
        pendingColumn = -1;
        return done;
    }

    private @Nullable BookRow numbers() throws CallFileException {
        int length = records.remaining();
        MulRKRecord numbers = new MulRKRecord(records);
        BookRow done = startOf(numbers.getRow());
        int count = numbers.getNumColumns();
        if (length != MUL_RK_FIXED + count * MUL_RK_EACH) {
            throw Books.damaged(file, "columns", at + 1L);
        }
        int first = numbers.getFirstColumn() & 0xffff;
        for (int i = 0; i < count; i++) {
            take(first + i, number(numbers.getRKNumberAt(i), format(numbers.getXFAt(i))));
        }
        return done;
    }

    /** A text that stands in the sheet itself. Not read as a LabelRecord, which logs the bytes behind the text. */
    private @Nullable BookRow label() throws CallFileException {
        BookRow done = startOf(records.readUShort());
        int column = records.readUShort();
        CellFormat format = format(records.readShort());
        take(column, text(records.readString(), format));
        return done;
    }

    private @Nullable BookRow cell() throws CallFileException {
        CellRecord cell = switch (records.getSid()) {
            case FormulaRecord.sid -> new FormulaRecord(records);
            case NumberRecord.sid -> new NumberRecord(records);
            case RKRecord.sid -> new RKRecord(records);
            case LabelSSTRecord.sid -> new LabelSSTRecord(records);
            default -> new BoolErrRecord(records);
        };
        BookRow done = startOf(cell.getRow());
        int column = cell.getColumn() & 0xffff;
        CellFormat format = format(cell.getXFIndex());
        take(
                column,
                switch (cell) {
                    case FormulaRecord formula -> result(formula, column, format);
                    case NumberRecord number -> number(number.getValue(), format);
                    case RKRecord number -> number(number.getRKNumber(), format);
                    case LabelSSTRecord text -> text(strings.get(text.getSSTIndex()), format);
                    case BoolErrRecord truth when truth.isBoolean() -> new BookCell(truth.getBooleanValue(), format);
                    case BoolErrRecord fault -> new BookCell(error(fault.getErrorValue()), format);
                    default -> throw new IllegalStateException();
                });
        return done;
    }

    private CellFormat format(short index) {
        int place = index & 0xffff;
        return place < formats.size() ? formats.get(place) : CellFormat.GENERAL;
    }

    /** The last result of a formula; a text stands in the record behind it. */
    private @Nullable BookCell result(FormulaRecord formula, int column, CellFormat format) {
        if (formula.hasCachedResultString()) {
            pendingColumn = column;
            pendingFormat = format;
            return null;
        }
        return switch (formula.getCachedResultTypeEnum()) {
            case NUMERIC -> number(formula.getValue(), format);
            case BOOLEAN -> new BookCell(formula.getCachedBooleanValue(), format);
            case ERROR -> new BookCell(error(formula.getCachedErrorValue()), format);
            default -> null;
        };
    }

    private static @Nullable BookCell text(String text, CellFormat format) {
        return text.isEmpty() ? null : new BookCell(text, format);
    }

    private BookCell number(double number, CellFormat format) {
        if (!Double.isFinite(number)) {
            return new BookCell(FormulaError.NUM.getString(), format);
        }
        boolean whole = Math.abs(number) < MAX_EXACT && number == Math.rint(number);
        BigDecimal exact = whole ? BigDecimal.valueOf((long) number) : BigDecimal.valueOf(number);
        return BookCell.number(exact, format, countsFrom1904);
    }

    private static String error(int code) {
        return (FormulaError.isValidCode(code) ? FormulaError.forInt(code) : FormulaError.NA).getString();
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
        // The file is the book's.
        closed = true;
    }
}
