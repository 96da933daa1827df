package org.openbloctel.server.list.lookup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.openbloctel.registry.list.lookup.Lookups;
import org.openbloctel.registry.list.lookup.TestAnswers;
import org.openbloctel.registry.list.lookup.Written;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.number.Reason;

/**
 * Writes the answer of {@code POST /api/v1/checks}, byte by byte or eight at a time: a request of 10,000 numbers is an answer of a
 * megabyte. Can be used again for the next one. Not thread-safe.
 */
final class CheckAnswer {
    /** Bytes left free before the answer, for what is sent in front of it. */
    static final int ROOM_BEFORE = 1024;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte[] INPUT = ascii("{\"input\":\"");
    private static final byte[] NUMBER = ascii("\",\"number\":");
    private static final byte[] NULL = ascii("null");
    /** What follows a number, by its verdict: without a reason, then for each reason. */
    private static final byte[][][] ENDS =
            Arrays.stream(Verdict.values()).map(CheckAnswer::ends).toArray(byte[][][]::new);

    private static final byte[] NOT_FICTIONAL = end(Verdict.UNCHECKED, "\"" + TestAnswers.NOT_FICTIONAL + "\"");
    private static final byte[] HEX = ascii("0123456789abcdef");
    /** The most that is written for a number beside its input: 6 bytes for each of its own, and all around it. */
    private static final int AROUND = 160;
    /** What is written for a number as a rule. */
    private static final int USUAL = 112;

    /** More room than this is not kept for the next answer. */
    private static final int MAX_KEPT = 2 << 20;

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long ZEROS = '0' * ONES;
    private static final int HUNDRED_MILLION = 100_000_000;

    private byte[] out = {};
    private int size;

    /** Writes an answer, in place of the one before. */
    CheckAnswer write(Written written, Lookups.Answers answers) {
        List<Judgement> judgements = answers.judgements();
        out = out.length > MAX_KEPT ? new byte[0] : out;
        size = ROOM_BEFORE;
        reserve(AROUND + judgements.size() * USUAL);
        put(ascii("{\"scope\":\"list\",\"list\":{\"revision\":" + answers.revision() + "},\"results\":["));
        for (int i = 0; i < judgements.size(); i++) {
            if (i > 0) {
                out[size++] = ',';
            }
            result(written, i, judgements.get(i));
        }
        reserve(2);
        out[size++] = ']';
        out[size++] = '}';
        return this;
    }

    /** Where the answer stands, from {@link #ROOM_BEFORE} to {@link #end}, until the next one is written. */
    byte[] room() {
        return out;
    }

    /** The end of the answer, exclusive. */
    int end() {
        return size;
    }

    /** The answer in an array of its own. */
    byte[] copy() {
        return Arrays.copyOfRange(out, ROOM_BEFORE, size);
    }

    private void result(Written written, int i, Judgement judgement) {
        int from = written.from(i);
        int to = written.to(i);
        reserve(AROUND + 6 * (to - from));
        put(INPUT);
        text(written.bytes(), from, to);
        put(NUMBER);
        OptionalLong number = judgement.number();
        if (number.isPresent()) {
            number(number.getAsLong());
        } else {
            put(NULL);
        }
        Reason reason = judgement.reason();
        // Only a test's number is unchecked without a reason: it was read, and may be a person's.
        boolean notFictional = reason == null && judgement.verdict() == Verdict.UNCHECKED && number.isPresent();
        put(
                notFictional
                        ? NOT_FICTIONAL
                        : ENDS[judgement.verdict().ordinal()][reason == null ? 0 : 1 + reason.ordinal()]);
    }

    private static byte[][] ends(Verdict verdict) {
        return Stream.concat(
                        Stream.of("null"), Arrays.stream(Reason.values()).map(reason -> "\"" + reason.code() + "\""))
                .map(reason -> end(verdict, reason))
                .toArray(byte[][]::new);
    }

    private static byte[] end(Verdict verdict, String reason) {
        return ascii(",\"verdict\":\"" + verdict.name(false) + "\",\"reason\":" + reason + "}");
    }

    /** Bytes of UTF-8, those escaped that JSON wants to be. */
    private void text(byte[] bytes, int from, int to) {
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            if (isUnusual(bytes, i)) {
                break;
            }
            LONG.set(out, size, (long) LONG.get(bytes, i));
            size += Long.BYTES;
        }
        for (; i < to; i++) {
            byte b = bytes[i];
            if (b >= 0 && b < ' ') {
                put(ascii("\\u00"));
                out[size++] = HEX[b >> 4];
                out[size++] = HEX[b & 15];
            } else {
                if (b == '"' || b == '\\') {
                    out[size++] = '\\';
                }
                out[size++] = b;
            }
        }
    }

    /** Whether some of the next eight bytes are not plain: quotes, backslashes, control characters, or not ASCII. */
    static boolean isUnusual(byte[] bytes, int at) {
        long eight = (long) LONG.get(bytes, at);
        long control = eight - ' ' * ONES;
        long quote = (eight ^ '"' * ONES) - ONES;
        long backslash = (eight ^ '\\' * ONES) - ONES;
        return ((eight | control | quote | backslash) & HIGH_BITS) != 0;
    }

    private void number(long e164) {
        out[size++] = '"';
        out[size++] = '+';
        long first = e164 / HUNDRED_MILLION;
        if (first == 0 || first >= HUNDRED_MILLION) {
            put(ascii(Long.toString(e164)));
        } else {
            // Sixteen digits, without the zeros before the first that is none.
            long digits = eightDigits((int) first);
            int zeros = Long.numberOfTrailingZeros(digits) & -Byte.SIZE;
            LONG.set(out, size, (digits | ZEROS) >>> zeros);
            size += Long.BYTES - zeros / Byte.SIZE;
            LONG.set(out, size, eightDigits((int) (e164 % HUNDRED_MILLION)) | ZEROS);
            size += Long.BYTES;
        }
        out[size++] = '"';
    }

    /** The eight decimal digits of a number, a byte each, the first of them lowest: four at a time, then two, then one. */
    private static long eightDigits(int number) {
        long four = (number / 10_000) | ((long) (number % 10_000) << 32);
        long hundreds = ((four * 10_486) >>> 20) & 0x0000007f0000007fL;
        long two = hundreds | ((four - 100 * hundreds) << 16);
        long tens = ((two * 103) >>> 10) & 0x000f000f000f000fL;
        return tens | ((two - 10 * tens) << 8);
    }

    private void put(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, out, size, bytes.length);
        size += bytes.length;
    }

    private void reserve(int more) {
        if (out.length < size + more + Long.BYTES) {
            out = Arrays.copyOf(out, Math.max(size + more + Long.BYTES, out.length * 2));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
