package org.openbloctel.scrub.number;

import java.util.Arrays;

/**
 * What the last odd fields were read as: a file has few different ways of saying that there is no number, and says
 * each many times. A field of 16 bytes at most has one place, by its hash; a newer one takes it over.
 *
 * <p>Not thread-safe.
 */
final class Remembered {
    private static final int PLACES = 256;
    private static final int LONGEST = 2 * Long.BYTES;

    private final long[] firstBytes = new long[PLACES];
    private final long[] lastBytes = new long[PLACES];
    private final byte[] lengths = new byte[PLACES];
    private final long[] results = new long[PLACES];
    private long first;
    private long last;
    private int length;
    private int place;
    private long result;

    Remembered() {
        Arrays.fill(lengths, (byte) -1);
    }

    /** Looks for a field; {@link #result} is then what it was read as. When it is not there, {@link #put} is to follow. */
    boolean find(byte[] b, int from, int to) {
        length = to - from;
        if (length > LONGEST) {
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

    /** Remembers what the field was read as, unless it was several numbers, which are not kept here. */
    void put(long read) {
        result = read;
        if (length <= LONGEST && read != NumberReader.SEVERAL) {
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
