package org.openbloctel.scrub.list;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.openbloctel.scrub.number.NumberingPlan;

/** The numbers of some ranges as E.164 texts, one a line. Hot code; used again and again, by one thread at a time. */
final class NumberTexts {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int ZERO_DIGITS = 0x30303030;
    /** The last four digits of a number, as bytes. */
    private static final int[] FOUR_DIGITS = fourDigits();

    /** Of 64 lines, the most at a time, and of one store beyond them. */
    private static final int BEYOND = 64 * 16 + 16;

    private final BitPages pages;
    private final boolean fiveLeft;
    private byte[] buffer = new byte[1 << 16];
    private int size;
    private long count;

    NumberTexts(NumberingPlan plan, BitPages pages) {
        this.pages = pages;
        this.fiveLeft = plan.nationalLength() == 10;
    }

    private static int[] fourDigits() {
        int[] digits = new int[10_000];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = ZERO_DIGITS + (i / 1000 | i / 100 % 10 << 8 | i / 10 % 10 << 16 | i % 10 << 24);
        }
        return digits;
    }

    byte[] bytes() {
        return buffer;
    }

    int size() {
        return size;
    }

    /** How many numbers were written. */
    long count() {
        return count;
    }

    /** Writes the numbers of some ranges, in place of what was written before. */
    NumberTexts write(List<NumbersDigest.Range> ranges) {
        size = 0;
        count = 0;
        for (NumbersDigest.Range range : ranges) {
            write(range);
        }
        return this;
    }

    private void write(NumbersDigest.Range range) {
        long first = range.first();
        long end = range.end();
        for (long word = first >>> 6; word << 6 < end; word++) {
            long left = pages.word(word);
            if (word << 6 < first) {
                left &= -1L << first;
            }
            if (end - (word << 6) < 64) {
                left &= ~(-1L << end);
            }
            if (left != 0) {
                lines((int) ((word << 6) - first), left, range.head(), range.headEnd(), range.headLength());
            }
        }
    }

    /** Up to 64 lines; {@code offset} is the number of the lowest bit within its range, and may be negative. */
    private void lines(int offset, long bits, long head, byte headEnd, int headLength) {
        int at = size;
        if (at + BEYOND > buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        for (long left = bits; left != 0; left &= left - 1) {
            int rest = offset + Long.numberOfTrailingZeros(left);
            LONG.set(buffer, at, head);
            buffer[at + 8] = headEnd;
            at += headLength;
            if (fiveLeft) {
                int digit = rest / 10_000;
                buffer[at++] = (byte) ('0' + digit);
                rest -= digit * 10_000;
            }
            INT.set(buffer, at, FOUR_DIGITS[rest]);
            buffer[at + 4] = '\n';
            at += 5;
        }
        count += Long.bitCount(bits);
        size = at;
    }
}
