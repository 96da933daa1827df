package org.openbloctel.registry.list.guard;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The key of the prints: SipHash-1-3 of a number's group of four neighbours, and the number's place in it. Neighbours are sampled
 * together, so that a sample of a thousandth still shows whether numbers were asked one after the other. Without the key a print tells
 * nothing of its number, and an attacker cannot know which numbers are sampled. Immutable.
 *
 * <p>A print has 48 bits: 46 of the group's hash, two of the place. Two of 16,384 prints are equal once in two million samples.
 */
final class PrintKey {
    /** The length of a key in bytes. */
    public static final int BYTES = 16;

    /** The bits of a number that are its place in a group. */
    static final int PLACE_BITS = 2;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** The block that holds the length of what is hashed. */
    static final long LENGTH = (long) Long.BYTES << 56;

    /** Marks the end of what is hashed. */
    static final long END = 0xff;

    static final long HASH_MASK = (1L << 46) - 1;
    static final long PLACE_MASK = (1 << PLACE_BITS) - 1;

    private static final long[] BEGIN = {
        0x736f6d6570736575L, 0x646f72616e646f6dL, 0x6c7967656e657261L, 0x7465646279746573L
    };

    private final long k0;
    private final long k1;

    /** A key from its bytes. */
    public PrintKey(byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("a key of prints has " + BYTES + " bytes");
        }
        this.k0 = (long) LONG.get(key, 0);
        this.k1 = (long) LONG.get(key, Long.BYTES);
    }

    /** The print of an E.164 number. Hot code. */
    long print(long e164) {
        return ((hash(e164 >>> PLACE_BITS) & HASH_MASK) << PLACE_BITS) | (e164 & PLACE_MASK);
    }

    /** Whether a print is in a sample of one group in 2^level. */
    static boolean isSampled(long print, int level) {
        return ((print >>> PLACE_BITS) & ((1L << level) - 1)) == 0;
    }

    /** The prints of one group have this in common. */
    static long group(long print) {
        return print >>> PLACE_BITS;
    }

    /** A word of the hash's state, from 0 to 3, before anything is hashed. */
    long begin(int word) {
        return ((word & 1) == 0 ? k0 : k1) ^ BEGIN[word];
    }

    private long hash(long word) {
        long v0 = begin(0);
        long v1 = begin(1);
        long v2 = begin(2);
        long v3 = begin(3) ^ word;
        for (int round = 0; round < 5; round++) {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
            if (round == 0) { // the word's end, and the block that holds the length
                v0 ^= word;
                v3 ^= LENGTH;
            } else if (round == 1) {
                v0 ^= LENGTH;
                v2 ^= END;
            }
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }
}
