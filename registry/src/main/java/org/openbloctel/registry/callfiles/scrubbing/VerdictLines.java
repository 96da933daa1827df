package org.openbloctel.registry.callfiles.scrubbing;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.engine.JudgedLines;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.number.Reason;

/**
 * The file {@code verdicts}: a line for each number, {@code number;reference;answer}, in the call file's order, UTF-8, with {@code OK} for
 * what the law allowed, {@code NOT_LISTED} where the list alone was asked, and something else for what may not be called. The number is as
 * the file has it; the reference is the file's own column of that name, or the line. A number of a line that is opposed for another of its
 * numbers is opposed too. The counts have to be the engine's: {@link #agreeWith}. Hot code: texts in plain ASCII are copied as bytes. Not
 * thread-safe.
 */
final class VerdictLines {
    private static final Set<String> REFERENCES = Set.of("identifiant", "reference", "ref", "id", "identifier");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern PLAIN_NUMBER = Pattern.compile("[+0-9 ().\\-/\u00a0\u202f]*");
    private static final Answer ALLOWED = Answer.of(Verdict.CALLABLE, "OK");
    private static final Answer NOT_LISTED = Answer.of(Verdict.CALLABLE, Verdict.CALLABLE.name(false));
    private static final Answer OPPOSED = Answer.of(Verdict.OPPOSED, "OPPOSED");
    private static final Answer UNCHECKED = Answer.of(Verdict.UNCHECKED, "UNCHECKED");
    private static final Answer[] UNCHECKED_BECAUSE = Arrays.stream(Reason.values())
            .map(reason -> Answer.of(Verdict.UNCHECKED, "UNCHECKED " + reason.code()))
            .toArray(Answer[]::new);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long ZEROS = '0' * ONES;
    private static final long DELETE = 0x7f;
    /** A bit for each character below 64. */
    private static final long PLUS_AND_DIGITS = (0x3ffL << '0') | (1L << '+');

    private static final byte[] SEPARATOR = {';'};
    private static final int BUFFER = 1 << 16;
    /** Texts of up to so many bytes are looked at and copied in two steps. */
    private static final int SHORT = 2 * Long.BYTES;
    /** The longest decimal number with a sign. */
    private static final int DECIMAL = 20;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private final long[] counts = new long[Verdict.values().length];
    private final byte[] decimal = new byte[DECIMAL + SHORT];
    private final StringBuilder field = new StringBuilder(64);
    private int length;

    private byte[] reference = decimal;
    private int referenceFrom;
    private int referenceTo;
    private final Map<String, Answer> forbidden = new HashMap<>();
    private final Answer callable;
    private Answer answer;
    private boolean written;
    /** The line whose number stands in {@link #decimal}, and from where. */
    private long decimalLine;

    private int decimalFrom = DECIMAL;

    /** Of each outcome of the engine; empty before {@link #lines}. */
    private Answer[] answers = {};

    /** How a line ends. A short text has zeros behind it, so that two words can be copied without a look at its length. */
    private static final class Answer {
        private final byte[] text;
        private final int length;
        private final int verdict;

        private Answer(byte[] text, int length, int verdict) {
            this.text = text;
            this.length = length;
            this.verdict = verdict;
        }

        byte[] text() {
            return text;
        }

        int length() {
            return length;
        }

        /** The place of its verdict among all. */
        int verdict() {
            return verdict;
        }

        static Answer of(Verdict verdict, String words) {
            byte[] text = bytes(";" + words + "\r\n");
            return new Answer(Arrays.copyOf(text, Math.max(text.length, SHORT)), text.length, verdict.ordinal());
        }
    }

    /**
     * Verdicts written there.
     *
     * @param byLaw whether the law is asked for each line, and not the list alone
     */
    VerdictLines(OutputStream out, boolean byLaw) {
        this.out = out;
        this.callable = byLaw ? ALLOWED : NOT_LISTED;
        this.answer = callable;
        Arrays.fill(decimal, (byte) '0');
    }

    /** The place of the column with the caller's own references; -1 when there is none. */
    static int referenceColumn(List<String> header, List<Integer> phones) {
        for (int i = 0; i < header.size(); i++) {
            String name = MARKS.matcher(Normalizer.normalize(header.get(i), Normalizer.Form.NFD))
                    .replaceAll("")
                    .strip()
                    .toLowerCase(Locale.ROOT);
            if (REFERENCES.contains(name) && !phones.contains(i)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a text, at least a byte long, is written as it stands: visible ASCII that needs no quotes and is no formula. */
    static boolean isPlain(byte[] text, int from, int to) {
        byte first = text[from];
        if (first == ' ' || first == '=' || first == '-' || first == '@') {
            return false;
        }
        int n = to - from;
        if (isShort(text, from, to)) {
            long begin = digitsBehind((long) LONG.get(text, from), n);
            long end = digitsBehind((long) LONG.get(text, from + Long.BYTES), n - Long.BYTES);
            // No branch by the first character, which in half of a file's numbers is a plus, and mostly digits behind
            // it.
            long odd = first == '+' ? -1 : 0;
            odd &= notDigits((begin & ~0xffL) | '0') | notDigits(end);
            return (notPlain(begin) | notPlain(end)) == 0 && (odd == 0 || isPlainNumber(text, from, to));
        }
        for (int i = from; i < to; i += Long.BYTES) {
            if (notPlain(eight(text, i, to)) != 0) {
                return false;
            }
        }
        return first != '+' || isPlainNumber(text, from, to);
    }

    /** Eight characters of a text at once, or those before its end and zeros as digits. */
    private static long eight(byte[] text, int at, int to) {
        int n = to - at;
        if (at + Long.BYTES <= text.length) {
            return digitsBehind((long) LONG.get(text, at), n);
        }
        long some = 0;
        for (int i = n - 1; i >= 0; i--) {
            some = (some << Byte.SIZE) | (text[at + i] & 0xff);
        }
        return some | (ZEROS << (n * Byte.SIZE));
    }

    /** The first {@code n} of eight characters, and zeros as digits behind them; all eight when {@code n} is more. */
    private static long digitsBehind(long eight, int n) {
        // A shift by 64 bits is none: half of it, twice.
        int half = Math.clamp(n, 0, Long.BYTES) * (Byte.SIZE / 2);
        long behind = -1L << half << half;
        return (eight & ~behind) | (ZEROS & behind);
    }

    /** 0 when eight characters are plain. */
    private static long notPlain(long eight) {
        long belowSpace = (eight - ' ' * ONES) & ~eight;
        return (eight
                        | belowSpace
                        | zeroBytes(eight ^ ';' * ONES)
                        | zeroBytes(eight ^ '"' * ONES)
                        | zeroBytes(eight ^ DELETE * ONES))
                & HIGH_BITS;
    }

    /** 0 when eight characters are digits. */
    private static long notDigits(long eight) {
        return (eight | (eight - ZEROS) | (eight + (DELETE - '9') * ONES)) & HIGH_BITS;
    }

    /** Has the high bit of a byte that is 0, and of others only behind such a byte. */
    private static long zeroBytes(long eight) {
        return (eight - ONES) & ~eight;
    }

    private static boolean isPlainNumber(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            byte c = text[i];
            if ((c < '0' || c > '9') && "+ ().-/".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The header: the file has one when the call file had. */
    void header() throws IOException {
        byte[] header = bytes("Telephone;Identifiant;Reponse\r\n");
        write(header, 0, header.length);
    }

    /** A line of the call file, with its phone fields; blank ones are passed over unless all are. */
    void add(List<? extends @Nullable CharSequence> phones, String reference, Judgement judgement) throws IOException {
        begin(judgement);
        reference(reference);
        for (CharSequence phone : phones) {
            if (phone != null && !phone.toString().isBlank()) {
                number(phone);
            }
        }
        end();
    }

    /** Begins a line of the call file: {@link #reference} follows, and {@link #number} for each of its numbers. */
    void begin(Judgement judgement) {
        answer = answer(judgement);
        counts[answer.verdict()]++;
        written = false;
    }

    private Answer answer(Judgement judgement) {
        return switch (judgement.verdict()) {
            case CALLABLE -> callable;
            case OPPOSED -> OPPOSED;
            case FORBIDDEN ->
                forbidden.computeIfAbsent(
                        String.valueOf(judgement.rule()), rule -> Answer.of(Verdict.FORBIDDEN, "FORBIDDEN " + rule));
            case UNCHECKED -> {
                Reason reason = judgement.reason();
                yield reason == null ? UNCHECKED : UNCHECKED_BECAUSE[reason.ordinal()];
            }
        };
    }

    /** A line without a reference of its own is called by its place. */
    void reference(long line) {
        if (line == decimalLine + 1) {
            countOn();
        } else {
            spell(line);
        }
        decimalLine = line;
        reference(decimal, decimalFrom, DECIMAL);
    }

    /** The next decimal number. There are zeros before it. */
    private void countOn() {
        int at = DECIMAL - 1;
        while (decimal[at] == '9') {
            decimal[at--] = '0';
        }
        decimal[at]++;
        decimalFrom = Math.min(decimalFrom, at);
    }

    private void spell(long line) {
        Arrays.fill(decimal, 0, DECIMAL, (byte) '0');
        decimalFrom = DECIMAL;
        long left = line;
        do {
            decimal[--decimalFrom] = (byte) ('0' + left % 10);
            left /= 10;
        } while (left > 0);
    }

    /** A reference that {@link #isPlain}, which stays as it is until {@link #end}. */
    void reference(byte[] text, int from, int to) {
        reference = text;
        referenceFrom = from;
        referenceTo = to;
    }

    void reference(CharSequence text) {
        byte[] quoted = field(text);
        reference(quoted, 0, quoted.length);
    }

    /**
     * Writes lines of the call file that have one phone field each, as long as both texts are short and plain and the field is a number. Hot
     * code: each text is read once, and nothing that grows is a field of this object.
     *
     * @param lines whose records have one phone field each
     * @param numbers the numbers in them
     * @param references where their references begin and end
     * @param first the record to begin with
     * @return the first record that was not written: it is for {@link #begin}, {@link #reference}, {@link #number} and {@link #end}
     */
    int lines(JudgedLines lines, long[] numbers, int[] references, int first) throws IOException {
        Answer[] byOutcome = answers(lines);
        byte[] outcomes = lines.outcomes();
        byte[] text = lines.text();
        int[] starts = lines.starts();
        int[] ends = lines.ends();
        int last = text.length - SHORT;
        int rows = lines.rows();
        byte[] to = buffer;
        int at = length;
        int row = first;
        for (; row < rows; row++) {
            int own = references[2 * row];
            int m = references[2 * row + 1] - own;
            int from = starts[row];
            int n = ends[row] - from;
            Answer end = byOutcome[outcomes[row]];
            if (((m - 1) | (n - 1) | (SHORT - m) | (SHORT - n) | (last - own) | (last - from) | (SHORT - end.length()))
                            < 0
                    || numbers[row] < 0) {
                break;
            }
            long reference = (long) LONG.get(text, own);
            long referenceEnd = (long) LONG.get(text, own + Long.BYTES);
            long number = (long) LONG.get(text, from);
            long numberEnd = (long) LONG.get(text, from + Long.BYTES);
            // No branch by the first character of a number, which in half of a file's is a plus.
            long others = notDigits(digitsBehind(reference, m))
                    | notDigits(digitsBehind(referenceEnd, m - Long.BYTES))
                    | notDigits(digitsBehind((number & ~0xffL) | '0', n))
                    | notDigits(digitsBehind(numberEnd, n - Long.BYTES));
            boolean digits = others == 0 && (number & 0xc0) == 0 && ((PLUS_AND_DIGITS >>> number) & 1) != 0;
            if (!digits && !(isPlain(text, own, own + m) && isPlain(text, from, from + n))) {
                break;
            }
            if (at > to.length - 4 * SHORT) {
                out.write(to, 0, at);
                at = 0;
            }
            LONG.set(to, at, number);
            LONG.set(to, at + Long.BYTES, numberEnd);
            at += n;
            to[at++] = ';';
            LONG.set(to, at, reference);
            LONG.set(to, at + Long.BYTES, referenceEnd);
            at += m;
            LONG.set(to, at, (long) LONG.get(end.text(), 0));
            LONG.set(to, at + Long.BYTES, (long) LONG.get(end.text(), Long.BYTES));
            at += end.length();
            counts[end.verdict()]++;
        }
        length = at;
        return row;
    }

    private Answer[] answers(JudgedLines lines) {
        if (answers.length == 0) {
            answers = lines.judgements().stream().map(this::answer).toArray(Answer[]::new);
        }
        return answers;
    }

    /** A number that {@link #isPlain}. */
    void number(byte[] text, int from, int to) throws IOException {
        written = true;
        int most = 2 * SHORT + 1 + answer.text().length;
        if (isShort(text, from, to) && isShort(reference, referenceFrom, referenceTo) && most <= buffer.length) {
            if (length > buffer.length - most) {
                finish();
            }
            copyShort(text, from);
            length += to - from;
            buffer[length++] = ';';
            copyShort(reference, referenceFrom);
            length += referenceTo - referenceFrom;
            copyShort(answer.text(), 0);
            if (answer.length() > SHORT) {
                System.arraycopy(answer.text(), SHORT, buffer, length + SHORT, answer.length() - SHORT);
            }
            length += answer.length();
        } else {
            write(text, from, to);
            write(SEPARATOR, 0, 1);
            write(reference, referenceFrom, referenceTo);
            write(answer.text(), 0, answer.length());
        }
    }

    private static boolean isShort(byte[] text, int from, int to) {
        return to - from <= SHORT && from + SHORT <= text.length;
    }

    /** Copies as many bytes as a short text has at most; those behind its end are written over. */
    private void copyShort(byte[] text, int from) {
        LONG.set(buffer, length, (long) LONG.get(text, from));
        LONG.set(buffer, length + Long.BYTES, (long) LONG.get(text, from + Long.BYTES));
    }

    void number(CharSequence text) throws IOException {
        byte[] quoted = field(text);
        number(quoted, 0, quoted.length);
    }

    /** Ends a line of the call file; one without a number is there all the same. */
    void end() throws IOException {
        if (!written) {
            number("");
        }
    }

    /** Quoted where need be, and never a formula: this table is ours, and spreadsheets will open it. */
    private byte[] field(CharSequence text) {
        boolean quote = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quote |= c == ';' || c == '"' || c == '\n' || c == '\r';
        }
        boolean formula = !text.isEmpty()
                && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                && !PLAIN_NUMBER.matcher(text).matches();
        field.setLength(0);
        if (quote) {
            field.append('"');
        }
        if (formula) {
            field.append('\'');
        }
        field.append(quote ? text.toString().replace("\"", "\"\"") : text);
        if (quote) {
            field.append('"');
        }
        return bytes(field.toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void write(byte[] bytes, int from, int to) throws IOException {
        int n = to - from;
        if (n > buffer.length - length) {
            finish();
            if (n > buffer.length) {
                out.write(bytes, from, n);
                return;
            }
        }
        System.arraycopy(bytes, from, buffer, length, n);
        length += n;
    }

    /** Writes what was kept back. */
    void finish() throws IOException {
        out.write(buffer, 0, length);
        length = 0;
    }

    /**
     * Compares with the engine.
     *
     * @throws IllegalStateException when lines were lost or came twice: nothing may be published then
     */
    void agreeWith(ScrubReport report) {
        boolean agree = counts[Verdict.CALLABLE.ordinal()] == report.callable()
                && counts[Verdict.OPPOSED.ordinal()] == report.opposed()
                && counts[Verdict.UNCHECKED.ordinal()] == report.unchecked()
                && counts[Verdict.FORBIDDEN.ordinal()] == report.forbidden()
                && report.rows() == Arrays.stream(counts).sum();
        if (!agree) {
            throw new IllegalStateException("the verdicts are not those that were counted");
        }
    }
}
