package org.openbloctel.scrub.file;

/** How many separators each record of a chunk has more than its layout says, or fewer. */
final class Widths {
    private int[] surplus = {};
    private boolean any;

    /** Counts them: {@code ends} are where the records end, {@code wanted} what each should have. Hot code. */
    void find(DigitRuns runs, int[] ends, int rows, int wanted) {
        if (surplus.length < rows) {
            surplus = new int[rows * 5 / 4];
        }
        int last = 0;
        int differs = 0;
        for (int row = 0; row < rows; row++) {
            int here = runs.separatorsBefore(ends[row]);
            surplus[row] = here - last - wanted;
            differs |= (here - last) ^ wanted;
            last = here;
        }
        any = differs != 0;
    }

    void forget() {
        any = false;
    }

    /** Whether any record has another number. */
    boolean isAnyOther() {
        return any;
    }

    boolean isNarrow(int row) {
        return any && surplus[row] < 0;
    }

    /** Whether a record from {@code start} to {@code end} has fields too many that are not blank. */
    boolean isWide(int row, byte[] text, byte[] separators, int start, int end) {
        int left = any ? surplus[row] : 0;
        for (int at = end - 1; left > 0 && at >= start; at--) {
            byte c = text[at];
            if (((separators[at >>> 3] >>> (at & 7)) & 1) != 0) {
                left--;
            } else if (c != ' ' && c != '\t' && c != '\r' && c != '"') {
                return true;
            }
        }
        return false;
    }
}
