package org.openbloctel.xlsx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a sheet.
 *
 * @param number its number in the sheet, from 1
 * @param cells its cells up to the last that holds something; null for an empty one
 */
record BookRow(int number, List<@Nullable BookCell> cells) {
    /** Copies the list; cells are null where nothing stands. */
    BookRow {
        cells = Collections.unmodifiableList(new ArrayList<>(cells));
    }

    /** Whether nothing is in it: such a row is no record, although a file may mention it because it once had a colour. */
    boolean isEmpty() {
        return cells.isEmpty();
    }
}
