package org.openbloctel.scrub.number;

import java.util.Arrays;

/**
 * A cache of what odd fields were read as. A file spells "no number" in few ways, many times each. A field of at most 16
 * bytes has one place, by its hash; a newer field takes the place.
 *
 * <p>Not thread-safe.
 */
final class ReadCache {
    private static final int PLACES = 256;
    private static final int MAX_LENGTH = 2 * Long.BYTES;

    private final long[] firstBytes = new long[PLACES];
    private final long[] lastBytes = new long[PLACES];
    private final byte[] lengths = new byte[PLACES];
    private final long[] results = new long[PLACES];
    private long first;
    private long last;
    private int length;
    private int place;
    private long result;

    ReadCache() {
        Arrays.fill(lengths, (byte) -1);
    }

    /** Looks up a field. When it is found, {@link #result} is what it was read as; else the caller calls {@link #put}. */
    boolean find(byte[] b, int from, int to) {
        length = to - from;
        if (length > MAX_LENGTH) {
            return false;
        }
        first = bytes(b, from, Math.min(to, from + Long.BYTES));
        last = bytes(b, Math.min(to, from + Long.BYTES), to);
        long hash = (first * 31 + last * 17 + length) * 0x9E3779B97F4A7C15L;
        place = (int) (hash >>> 56);
        result = results[place];
        return lengths[place] == length && firstBytes[place] == first && lastBytes[place] == last;
    }

    private static long bytes(byte[] b, int from, int to) {
        long bytes = 0;
        for (int i = from; i < to; i++) {
            bytes = bytes << Byte.SIZE | (b[i] & 0xff);
        }
        return bytes;
    }

    /** Keeps what the field of the last {@link #find} was read as, unless it was several numbers. */
    void put(long read) {
        result = read;
        if (length <= MAX_LENGTH && read != NumberReader.SEVERAL) {
            firstBytes[place] = first;
            lastBytes[place] = last;
            lengths[place] = (byte) length;
            results[place] = read;
        }
    }

    long result() {
        return result;
    }
}
