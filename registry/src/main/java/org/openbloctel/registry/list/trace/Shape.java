package org.openbloctel.registry.list.trace;

/**
 * How prints are coded in a file. Prints are in buckets of equal ranges, some 512 in each, which begin at whole bytes; a bucket is its count
 * and its entries. An entry is the distance from the print before, the set's place, and the answer.
 *
 * <p>The arithmetic. Of n prints of 30 bits, the mean distance is 2³⁰ / n: by Rice's code, log₂(2³⁰ / n) + 1.5 bits. A file of 100,000
 * numbers takes 14.9 + 1 bits a number, 2.0 bytes; a day of 180 million checks in one file takes 4 bits, 11 for which of 2,000 sets, one for the answer:
 * 2.1 bytes. 350 billion checks in five years are 210 billion in three: 440 GB, of which checks of the same numbers again are
 * a reference and 4 % of answers. At 5 bytes it would be a terabyte; an object store takes some 20 € a month for either.
 *
 * @param bits of a print
 * @param shift a bucket is a range of 2^shift prints
 * @param rice the low bits of a distance that are written as they are
 * @param setBits the bits of a set's place
 */
record Shape(int bits, int shift, int rice, int setBits) {
    private static final int IN_A_BUCKET = 512;

    /** The best for so many entries of so many sets. */
    static Shape of(int bits, long entries, int sets) {
        int buckets = Math.min(bits, log(Math.max(1, entries / IN_A_BUCKET)));
        int rice = Math.max(0, log((1L << bits) / Math.max(1, entries)));
        return new Shape(bits, bits - buckets, rice, sets <= 1 ? 0 : log(sets - 1L) + 1);
    }

    private static int log(long n) {
        return n <= 0 ? 0 : Long.SIZE - 1 - Long.numberOfLeadingZeros(n);
    }

    int buckets() {
        return 1 << (bits - shift);
    }
}
