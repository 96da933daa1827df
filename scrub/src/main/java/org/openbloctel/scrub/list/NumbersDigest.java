package org.openbloctel.scrub.list;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * The digest of a list: SHA-256 over its numbers alone, one E.164 text a line, sorted. Whoever holds the numbers can
 * compute it with {@code LC_ALL=C sort -u | sha256sum}; it depends neither on this program nor on the file format.
 */
final class NumbersDigest {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_LINE = 32;

    private final MessageDigest sha256;
    private final BitPages pages;
    private final int[] fourDigits = new int[10_000];
    private final byte[] buffer = new byte[BUFFER + LONGEST_LINE];
    private int size;
    private long count;

    private NumbersDigest(BitPages pages) {
        this.pages = pages;
        this.sha256 = newSha256();
        for (int i = 0; i < fourDigits.length; i++) {
            fourDigits[i] = ZERO_DIGITS + (i / 1000 | i / 100 % 10 << 8 | i / 10 % 10 << 16 | i % 10 << 24);
        }
    }

    private static final int ZERO_DIGITS = 0x30303030;

    /** A digest and how many numbers went into it. */
    record Result(String digest, long count) {}

    static Result of(NumberingPlan plan, BitPages pages) {
        NumbersDigest d = new NumbersDigest(pages);
        boolean fiveLeft = plan.nationalLength() == 10;
        plan.forEachRange((first, end, head, length) -> d.range(first, end, head, length, fiveLeft));
        d.sha256.update(d.buffer, 0, d.size);
        return new Result(HexFormat.of().formatHex(d.sha256.digest()), d.count);
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void range(long first, long end, byte[] head, int headLength, boolean fiveLeft) {
        for (long word = first >>> 6; word << 6 < end; word++) {
            long left = pages.isEmptyPage(word << 6) ? 0 : pages.word(word);
            for (; left != 0; left &= left - 1) {
                long number = (word << 6) + Long.numberOfTrailingZeros(left);
                if (number >= first && number < end) {
                    line((int) (number - first), head, headLength, fiveLeft);
                }
            }
        }
    }

    private void line(int rest, byte[] head, int headLength, boolean fiveLeft) {
        System.arraycopy(head, 0, buffer, size, headLength);
        size += headLength;
        if (fiveLeft) {
            buffer[size++] = (byte) ('0' + rest / 10_000);
        }
        INT.set(buffer, size, fourDigits[rest % 10_000]);
        buffer[size + 4] = '\n';
        size += 5;
        count++;
        if (size >= BUFFER) {
            sha256.update(buffer, 0, size);
            size = 0;
        }
    }
}
