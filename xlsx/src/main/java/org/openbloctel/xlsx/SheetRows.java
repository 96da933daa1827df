package org.openbloctel.xlsx;

import java.util.Iterator;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.CallFileException;

/**
 * The rows of a sheet that hold something, one at a time. A row without a value in any cell is no record, whether the
 * file mentions it (because it once had a colour) or not. Not thread-safe.
 */
final class SheetRows implements AutoCloseable {
    private final String file;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private @Nullable Row row;
    private int number;
    private long seen;

    SheetRows(String file, Stream<Row> stream) {
        this.file = file;
        this.stream = stream;
        this.rows = stream.iterator();
    }

    /** Goes to the next row; false when there is none. */
    boolean next() throws CallFileException {
        do {
            try {
                row = rows.hasNext() ? rows.next() : null;
            } catch (RuntimeException e) {
                throw OpenWorkbook.damaged(file, "row", number + 1L);
            }
            if (row == null) {
                return false;
            }
            seen++;
            // A row may leave its number out; then it is the one behind the last.
            number = Math.max(number + 1, row.getRowNum());
            check(row);
        } while (isEmpty(row));
        return true;
    }

    private void check(Row checked) throws CallFileException {
        int cells = 0;
        for (Cell cell : checked) {
            cells += cell == null ? 0 : 1;
        }
        boolean overwritten = cells != checked.getPhysicalCellCount();
        if (overwritten || number > Limits.MAX_ROWS || checked.getCellCount() > Limits.MAX_COLUMNS) {
            throw OpenWorkbook.damaged(file, overwritten ? "cell-twice" : "row", number);
        }
    }

    private static boolean isEmpty(Row row) {
        for (Cell cell : row) {
            if (!CellText.isEmpty(cell)) {
                return false;
            }
        }
        return true;
    }

    /** The row gone to. */
    Row row() {
        if (row == null) {
            throw new IllegalStateException("no row");
        }
        return row;
    }

    /** Its number in the sheet, from 1. */
    int number() {
        return number;
    }

    /** How many rows were read, empty ones too. */
    long seen() {
        return seen;
    }

    @Override
    public void close() {
        stream.close();
    }
}
