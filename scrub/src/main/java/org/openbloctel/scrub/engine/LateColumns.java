package org.openbloctel.scrub.engine;

import org.openbloctel.scrub.file.BareNumbers;
import org.openbloctel.scrub.file.Chunk;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.list.OppositionList;

/**
 * A count of the cells beside the phone columns while a file is judged: of all lines at its beginning, then of those that lie at every 4 KiB of it,
 * one in sixty or so. Which they are depends on the file alone. Belongs to one thread.
 */
final class LateColumns {
    private static final long ALL = 256 << 10;
    private static final long EVERY = 4 << 10;

    private final Layout layout;
    private final BareNumbers bare;

    LateColumns(Layout layout, OppositionList list) {
        this.layout = layout;
        this.bare = new BareNumbers(list.plan(), layout.placeholders());
    }

    BareNumbers bare() {
        return bare;
    }

    /** Counts a chunk that has been split. */
    void count(Chunk chunk) {
        if (chunk.spoiled() != null || chunk.headLine() > 0 || !bare.mayBe()) {
            return;
        }
        int row = 0;
        for (; row < chunk.rows() && start(chunk, row) < ALL; row++) {
            count(chunk, row);
        }
        long end = chunk.offset() + chunk.byteLength();
        for (long at = -Math.floorDiv(-Math.max(ALL, chunk.offset()), EVERY) * EVERY; at < end; at += EVERY) {
            int holding = holding(chunk, at - chunk.offset());
            if (holding >= row) {
                count(chunk, holding);
                row = holding + 1;
            }
        }
    }

    private static long start(Chunk chunk, int row) {
        return chunk.offset() + (row == 0 ? 0 : chunk.rowEndByte(row - 1));
    }

    /** The record that holds a byte. */
    private static int holding(Chunk chunk, long at) {
        int low = 0;
        int high = chunk.rows() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (chunk.rowEndByte(middle) > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void count(Chunk chunk, int row) {
        if (chunk.isBroken(row) || chunk.isWide(row)) {
            return; // not judged by position
        }
        int end = chunk.end(row);
        int from = chunk.start(row);
        for (int column = 0; from <= end; column++) {
            int to = chunk.end(row, from);
            if (to - from > 0
                    && !layout.columns().contains(column)
                    && !layout.ids().contains(column)) {
                bare.add(column, chunk.text(), from, to);
            }
            from = to + 1;
        }
    }
}
