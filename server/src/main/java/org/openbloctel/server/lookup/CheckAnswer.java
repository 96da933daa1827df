package org.openbloctel.server.lookup;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.openbloctel.registry.lookup.Lookups;
import org.openbloctel.registry.lookup.TestAnswers;
import org.openbloctel.registry.lookup.Written;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.number.Reason;

/** Writes the answer of {@code POST /api/v1/checks}, byte by byte: a request of 10,000 numbers is an answer of a megabyte. */
final class CheckAnswer {
    private static final byte[] INPUT = ascii("{\"input\":\"");
    private static final byte[] NUMBER = ascii("\",\"number\":");
    private static final byte[][] VERDICTS = Arrays.stream(Verdict.values())
            .map(verdict -> ascii(",\"verdict\":\"" + verdict + "\",\"reason\":"))
            .toArray(byte[][]::new);
    private static final byte[][] REASONS = Arrays.stream(Reason.values())
            .map(reason -> ascii("\"" + reason.code() + "\"}"))
            .toArray(byte[][]::new);
    private static final byte[] NOT_FICTIONAL = ascii("\"" + TestAnswers.NOT_FICTIONAL + "\"}");
    private static final byte[] NULL = ascii("null");
    private static final byte[] NO_REASON = ascii("null}");
    private static final byte[] HEX = ascii("0123456789abcdef");
    /** The most that is written for a number beside its input: 6 bytes for each of its own, and all around it. */
    private static final int AROUND = 160;

    private byte[] out;
    private int size;

    private CheckAnswer(int room) {
        this.out = new byte[room];
    }

    static byte[] write(Written written, Lookups.Answers answers) {
        List<Judgement> judgements = answers.judgements();
        CheckAnswer answer = new CheckAnswer(64 + judgements.size() * 112);
        answer.put(ascii("{\"scope\":\"list\",\"list\":{\"revision\":" + answers.revision() + "},\"results\":["));
        for (int i = 0; i < judgements.size(); i++) {
            if (i > 0) {
                answer.out[answer.size++] = ',';
            }
            answer.result(written, i, judgements.get(i));
        }
        answer.reserve(2);
        answer.out[answer.size++] = ']';
        answer.out[answer.size++] = '}';
        return Arrays.copyOf(answer.out, answer.size);
    }

    private void result(Written written, int i, Judgement judgement) {
        int from = written.from(i);
        int to = written.to(i);
        reserve(AROUND + 6 * (to - from));
        put(INPUT);
        text(written.bytes(), from, to);
        put(NUMBER);
        if (judgement.number().isPresent()) {
            number(judgement.number().getAsLong());
        } else {
            put(NULL);
        }
        put(VERDICTS[judgement.verdict().ordinal()]);
        Reason reason = judgement.reason();
        // Only a test's number is unchecked without a reason: it was read, and may be somebody's.
        boolean notFictional =
                judgement.verdict() == Verdict.UNCHECKED && judgement.number().isPresent();
        put(reason != null ? REASONS[reason.ordinal()] : notFictional ? NOT_FICTIONAL : NO_REASON);
    }

    /** Bytes of UTF-8, those escaped that JSON wants to be. */
    private void text(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
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

    private void number(long e164) {
        out[size++] = '"';
        out[size++] = '+';
        int digits = 1;
        for (long rest = e164; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = e164;
        for (int i = size + digits - 1; i >= size; i--) {
            out[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
        out[size++] = '"';
    }

    private void put(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, out, size, bytes.length);
        size += bytes.length;
    }

    private void reserve(int more) {
        if (out.length < size + more + 1) {
            out = Arrays.copyOf(out, Math.max(size + more + 1, out.length * 2));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
