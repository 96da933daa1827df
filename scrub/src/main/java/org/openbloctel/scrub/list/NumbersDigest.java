package org.openbloctel.scrub.list;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * The digest of a list: SHA-256 over its numbers alone, one E.164 text a line, sorted. A holder of the numbers can
 * compute it with {@code LC_ALL=C sort -u | sha256sum}; it depends neither on this program nor on the file format.
 */
final class NumbersDigest {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BUFFER = 1 << 16;
    /** Of 64 lines, the most at a time, and of one store beyond them. */
    private static final int BEYOND = 64 * 16 + 16;
    /** Plus sign, three digits of a country, five of a number. */
    private static final int HEAD = 9;

    private final MessageDigest sha256;
    private final BitPages pages;
    private final int[] fourDigits = new int[10_000];
    private final byte[] buffer = new byte[BUFFER + BEYOND];
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
        // No range is longer than a page. Of a short list's 16 million words nearly all are in empty ones.
        if (pages.isEmptyPage(first) && pages.isEmptyPage(end - 1)) {
            return;
        }
        // A head is at most nine bytes: a long and one more.
        long start = (long) LONG.get(head, 0);
        byte last = head[HEAD - 1];
        for (long word = first >>> 6; word << 6 < end; word++) {
            long left = pages.word(word);
            if (word << 6 < first) {
                left &= -1L << first;
            }
            if (end - (word << 6) < 64) {
                left &= ~(-1L << end);
            }
            if (left != 0) {
                lines((int) ((word << 6) - first), left, start, last, headLength, fiveLeft);
            }
        }
    }

    /** Up to 64 lines; {@code offset} is the number of the lowest bit within its range, and may be negative. */
    private void lines(int offset, long bits, long head, byte headEnd, int headLength, boolean fiveLeft) {
        int at = size;
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
            INT.set(buffer, at, fourDigits[rest]);
            buffer[at + 4] = '\n';
            at += 5;
        }
        count += Long.bitCount(bits);
        size = at;
        if (at >= BUFFER) {
            sha256.update(buffer, 0, at);
            size = 0;
        }
    }
}
