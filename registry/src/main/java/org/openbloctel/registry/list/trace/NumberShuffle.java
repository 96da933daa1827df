package org.openbloctel.registry.list.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * A keyed permutation of a plan's numbers, whose result is the print of a number. Two numbers never have one print, so that no company is
 * accused by chance; and prints have only the 30 bits of a French number, so that a sorted set of them takes less than two bytes a number.
 *
 * <p>Eight rounds of Feistel. The round functions are tables that AES fills under the key: 512 KiB for France, which a processor's second cache
 * holds; the steps of one number wait for one another, and those of the next need not. Anyone who
 * has the key can try all numbers, so the files of prints are encrypted besides. Immutable.
 */
final class NumberShuffle {
    private static final int ROUNDS = 8;
    private static final int BLOCK = 16;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final long space;
    /** 2⁶⁴ over the space: a multiplication costs less than a division. */
    private final long inverse;

    private final int half;
    private final int mask;
    private final char[] tables;

    /**
     * The permutation under a key.
     *
     * @throws IllegalArgumentException when the plan's numbers have more than 32 bits
     */
    NumberShuffle(NumberingPlan plan, byte[] key) {
        this.space = plan.space();
        this.inverse = Long.divideUnsigned(-1, space);
        this.half = bits(plan) / 2;
        if (half > Character.SIZE) {
            throw new IllegalArgumentException("numbers of this plan are too long for prints");
        }
        this.mask = (1 << half) - 1;
        this.tables = tables(key, ROUNDS << half, mask);
    }

    /** How many bits a print of this plan has; an even number. */
    static int bits(NumberingPlan plan) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(plan.space() - 1);
        return bits + (bits & 1);
    }

    /** Random entries: four of each block of AES in counter mode. */
    private static char[] tables(byte[] key, int entries, int mask) {
        byte[] blocks = new byte[entries * Integer.BYTES];
        for (int at = 0; at < blocks.length; at += BLOCK) {
            LONG.set(blocks, at + Long.BYTES, (long) at);
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            blocks = cipher.doFinal(blocks);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES", e);
        }
        char[] tables = new char[entries];
        for (int i = 0; i < entries; i++) {
            tables[i] = (char) ((int) INT.get(blocks, i * Integer.BYTES) & mask);
        }
        return tables;
    }

    /**
     * The print of an E.164 number of the plan. The last digits are the national number, also where the country's code is dropped, which
     * then is the beginning of both.
     */
    long print(long e164) {
        long national = national(e164);
        int left = left(national);
        int right = right(national);
        char[] table = tables;
        // Two rounds at once, after which the halves are where they were.
        for (int round = 0; round < ROUNDS; round += 2) {
            left ^= table[(round << half) + right];
            right ^= table[((round + 1) << half) + left];
        }
        return print(left, right);
    }

    private long national(long e164) {
        long national = e164 - Math.unsignedMultiplyHigh(e164, inverse) * space;
        return national - (national >= space ? space : 0);
    }

    private int left(long national) {
        return (int) (national >>> half) & mask;
    }

    private int right(long national) {
        return (int) national & mask;
    }

    private long print(int left, int right) {
        return (long) left << half | right;
    }

    /** The prints of many numbers at once: a round of all, then the next, so that no look into a table waits for another. Not thread-safe. */
    final class Batch {
        private final int[] lefts;
        private final int[] rights;

        /** For so many numbers at the most. */
        Batch(int size) {
            this.lefts = new int[size];
            this.rights = new int[size];
        }

        /** Puts the print in the place of each E.164 number. Hot code. */
        void shuffle(long[] numbers, int n) {
            int[] left = lefts;
            int[] right = rights;
            for (int i = 0; i < n; i++) {
                long national = national(numbers[i]);
                left[i] = left(national);
                right[i] = right(national);
            }
            for (int round = 0; round < ROUNDS; round += 2) {
                round(left, right, round << half, n);
                round(right, left, (round + 1) << half, n);
            }
            for (int i = 0; i < n; i++) {
                numbers[i] = print(left[i], right[i]);
            }
        }

        private void round(int[] to, int[] from, int base, int n) {
            char[] table = tables;
            for (int i = 0; i < n; i++) {
                to[i] ^= table[base + from[i]];
            }
        }
    }
}
