package org.openbloctel.registry.list.guard;

import java.util.Arrays;

/**
 * The canaries of this moment. A number that is none is told by one read from 16 KiB, in 19 of 20 cases: some nanoseconds where a look-up
 * takes microseconds. Immutable. It prints no number.
 */
final class CanarySet {
    static final CanarySet NONE = new CanarySet(new long[0]);

    private static final int BITS = 17;
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private final long[] bits = new long[1 << (BITS - 6)];
    private final long[] numbers;

    CanarySet(long[] e164s) {
        this.numbers = e164s.clone();
        Arrays.sort(numbers);
        for (long number : numbers) {
            int bit = bit(number);
            bits[bit >>> 6] |= 1L << bit;
        }
    }

    private static int bit(long e164) {
        return (int) ((e164 * SPREAD) >>> (Long.SIZE - BITS));
    }

    int size() {
        return numbers.length;
    }

    /** Whether a number is one of them. Hot code. */
    boolean holds(long e164) {
        int bit = bit(e164);
        return (bits[bit >>> 6] & 1L << bit) != 0 && Arrays.binarySearch(numbers, e164) >= 0;
    }
}
