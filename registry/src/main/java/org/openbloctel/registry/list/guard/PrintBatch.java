package org.openbloctel.registry.list.guard;

/**
 * The prints of many numbers at once, the same as {@link PrintKey#print}. Hot code: each step is a plain loop over longs, which the compiler
 * turns into vector instructions, as it does not for a whole print. Not thread-safe.
 */
final class PrintBatch {
    /** How many numbers at once: all that is kept between two steps stays in the first cache. */
    static final int SIZE = 1 << 8;

    private final PrintKey key;
    private final long[] prints = new long[SIZE];
    private final long[] v0 = new long[SIZE];
    private final long[] v1 = new long[SIZE];
    private final long[] v2 = new long[SIZE];
    private final long[] v3 = new long[SIZE];

    PrintBatch(PrintKey key) {
        this.key = key;
    }

    /** The prints of {@code n} numbers, at most {@link #SIZE}; valid until the next ones. */
    long[] of(long[] e164s, int from, int n) {
        for (int i = 0; i < n; i++) {
            prints[i] = e164s[from + i] >>> PrintKey.PLACE_BITS;
        }
        begin(n);
        round(n);
        for (int i = 0; i < n; i++) {
            v0[i] ^= prints[i];
            v3[i] ^= PrintKey.LENGTH;
        }
        round(n);
        for (int i = 0; i < n; i++) {
            v0[i] ^= PrintKey.LENGTH;
            v2[i] ^= PrintKey.END;
        }
        round(n);
        round(n);
        round(n);
        for (int i = 0; i < n; i++) {
            long hash = (v0[i] ^ v1[i] ^ v2[i] ^ v3[i]) & PrintKey.HASH_MASK;
            prints[i] = (hash << PrintKey.PLACE_BITS) | (e164s[from + i] & PrintKey.PLACE_MASK);
        }
        return prints;
    }

    private void begin(int n) {
        long first = key.begin(0);
        long second = key.begin(1);
        long third = key.begin(2);
        long fourth = key.begin(3);
        for (int i = 0; i < n; i++) {
            v0[i] = first;
            v1[i] = second;
            v2[i] = third;
            v3[i] = fourth ^ prints[i];
        }
    }

    private void round(int n) {
        for (int i = 0; i < n; i++) {
            long a = v0[i] + v1[i];
            long b = Long.rotateLeft(v1[i], 13) ^ a;
            long c = v2[i] + v3[i];
            long d = Long.rotateLeft(v3[i], 16) ^ c;
            a = Long.rotateLeft(a, 32) + d;
            c += b;
            v0[i] = a;
            v1[i] = Long.rotateLeft(b, 17) ^ c;
            v2[i] = Long.rotateLeft(c, 32);
            v3[i] = Long.rotateLeft(d, 21) ^ a;
        }
    }
}
