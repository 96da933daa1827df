package org.openbloctel.scrub.file;

/** How many separators each record of a chunk has, from masks: a sum for each 64 bytes, and one look for each record. */
final class Widths {
    private int[] before = {};
    private int[] separators = {};

    /**
     * Counts them. Hot code.
     *
     * @param mask where separators stand, those in quotes left out
     * @param ends where each record ends
     * @param wanted how many a record should have
     * @return whether a record has another number
     */
    boolean find(byte[] mask, int length, int[] ends, int rows, int wanted) {
        int words = (length >>> 6) + 1;
        if (before.length < words) {
            before = new int[words];
        }
        if (separators.length < rows) {
            separators = new int[rows * 5 / 4];
        }
        int sum = 0;
        for (int w = 0; w < words; w++) {
            before[w] = sum;
            sum += Long.bitCount(Masks.word(mask, w));
        }
        int last = 0;
        int differs = 0;
        for (int row = 0; row < rows; row++) {
            int end = ends[row];
            int here = before[end >>> 6] + Long.bitCount(Masks.word(mask, end >>> 6) & (1L << end) - 1);
            separators[row] = here - last;
            differs |= here - last ^ wanted;
            last = here;
        }
        return differs != 0;
    }

    int separators(int row) {
        return separators[row];
    }
}
