package org.openbloctel.xlsx;

import java.io.Closeable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.CallFileException;

/** A workbook of any format, open for reading. Not thread-safe. */
interface Book extends Closeable {
    /** The names of its sheets, in order, hidden ones too. */
    List<String> sheets();

    /** How many rows all sheets have, at most, empty ones too: for progress. */
    long rows();

    /**
     * The rows of a sheet, from its first.
     *
     * @param sheet its place among {@link #sheets}
     */
    Rows rows(int sheet) throws CallFileException;

    /** The rows of a sheet, one at a time. */
    interface Rows extends Closeable {
        /** The next row, empty ones too; null behind the last. */
        @Nullable
        BookRow next() throws CallFileException;
    }
}
