package org.openbloctel.registry.trace;

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
 * <p>Eight rounds of Feistel. The round functions are tables that AES fills under the key: 512 KiB for France, some 15 ns a number. Anyone who
 * has the key can try all numbers, so the files of prints are encrypted besides. Immutable.
 */
final class NumberShuffle {
    private static final int ROUNDS = 8;
    private static final int BLOCK = 16;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final long space;
    private final int half;
    private final int mask;
    private final int[] tables;

    NumberShuffle(NumberingPlan plan, byte[] key) {
        this.space = plan.space();
        this.half = bits(plan) / 2;
        this.mask = (1 << half) - 1;
        this.tables = tables(key, ROUNDS << half, mask);
    }

    /** How many bits a print of this plan has; an even number. */
    static int bits(NumberingPlan plan) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(plan.space() - 1);
        return bits + (bits & 1);
    }

    /** Random entries: four of each block of AES in counter mode. */
    private static int[] tables(byte[] key, int entries, int mask) {
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
        int[] tables = new int[entries];
        for (int i = 0; i < entries; i++) {
            tables[i] = (int) INT.get(blocks, i * Integer.BYTES) & mask;
        }
        return tables;
    }

    /**
     * The print of an E.164 number of the plan. Hot code: the last digits are the national number, also where the country's code is dropped,
     * which then is the beginning of both.
     */
    long print(long e164) {
        long national = e164 % space;
        int left = (int) (national >>> half) & mask;
        int right = (int) national & mask;
        for (int from = 0; from < tables.length; from += mask + 1) {
            int next = left ^ tables[from + right];
            left = right;
            right = next;
        }
        return (long) left << half | right;
    }
}
