package org.openbloctel.scrub.list;

import java.util.Arrays;

/**
 * The national numbers whose membership is not what the list below says: added or removed since it was made.
 *
 * <p>A persistent hash set: a directory of {@value #BUCKETS} small arrays, of which a change copies the directory and one
 * array. Arithmetic: 16 KiB of directory is a microsecond to copy; 50,000 changes are a dozen numbers a bucket, so a look-up
 * is one read of the directory and a dozen numbers in two cache lines. It is meant to be folded into a new list before
 * it grows much beyond that.
 *
 * <p>Immutable, safe for any number of threads.
 */
final class Overlay {
    private static final int BUCKET_BITS = 12;
    private static final int BUCKETS = 1 << BUCKET_BITS;
    private static final long[] NONE = {};

    static final Overlay EMPTY = new Overlay(emptyDirectory(), 0);

    private final long[][] directory;
    private final int size;

    private Overlay(long[][] directory, int size) {
        this.directory = directory;
        this.size = size;
    }

    private static long[][] emptyDirectory() {
        long[][] directory = new long[BUCKETS][];
        Arrays.fill(directory, NONE);
        return directory;
    }

    int size() {
        return size;
    }

    boolean differs(long national) {
        for (long other : directory[bucket(national)]) {
            if (other == national) {
                return true;
            }
        }
        return false;
    }

    /** The same with the membership of these numbers turned over; a number that is named twice is as before. */
    Overlay turned(long[] nationals) {
        long[][] next = directory.clone();
        int nextSize = size;
        for (long national : nationals) {
            int bucket = bucket(national);
            long[] without = without(next[bucket], national);
            nextSize += without.length - next[bucket].length;
            if (without.length == next[bucket].length) {
                without = Arrays.copyOf(without, without.length + 1);
                without[without.length - 1] = national;
                nextSize++;
            }
            next[bucket] = without;
        }
        return new Overlay(next, nextSize);
    }

    private static long[] without(long[] bucket, long national) {
        for (int i = 0; i < bucket.length; i++) {
            if (bucket[i] == national) {
                long[] rest = Arrays.copyOf(bucket, bucket.length - 1);
                if (i < rest.length) {
                    rest[i] = bucket[rest.length];
                }
                return rest;
            }
        }
        return bucket;
    }

    /** Turns the answers of a batch over where they differ from the list below; negative numbers stay at 0. */
    void correct(long[] numbers, int n, byte[] listed) {
        for (int i = 0; i < n; i++) {
            if (numbers[i] >= 0 && differs(numbers[i])) {
                listed[i] ^= 1;
            }
        }
    }

    /** Turns over the bits of all that differs. */
    void correct(BitPages pages) {
        for (long[] bucket : directory) {
            for (long national : bucket) {
                if (!pages.clear(national)) {
                    pages.set(national);
                }
            }
        }
    }

    private static int bucket(long national) {
        return (int) ((national * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - BUCKET_BITS));
    }
}
