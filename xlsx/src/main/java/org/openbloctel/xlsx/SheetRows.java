package org.openbloctel.xlsx;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.CallFileException;

/** The rows of a sheet that hold something, one at a time. Not thread-safe. */
final class SheetRows implements AutoCloseable {
    private final Book.Rows rows;
    private @Nullable BookRow row;
    private long seen;

    SheetRows(Book.Rows rows) {
        this.rows = rows;
    }

    /** Goes to the next row; false when there is none. */
    boolean next() throws CallFileException {
        do {
            row = rows.next();
            seen += row == null ? 0 : 1;
        } while (row != null && row.isEmpty());
        return row != null;
    }

    /** The row gone to. */
    BookRow row() {
        if (row == null) {
            throw new IllegalStateException("no row");
        }
        return row;
    }

    /** How many rows were read, empty ones too. */
    long seen() {
        return seen;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
