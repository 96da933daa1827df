package org.openbloctel.registry.scrubbing;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;

/**
 * The file {@code verdicts}: a line for each number, {@code number;reference;answer}, in the call file's order, UTF-8, with
 * {@code OK} for what may be called and something else for what may not. The number is as the file has it; the reference is the
 * file's own column of that name, or the line. A number of a line that is opposed for another of its numbers is opposed too.
 * The counts have to be the engine's: {@link #agreeWith}. Hot code: texts in plain ASCII are copied as bytes. Not thread-safe.
 */
final class VerdictLines {
    private static final Set<String> REFERENCES = Set.of("identifiant", "reference", "ref", "id", "identifier");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern PLAIN_NUMBER = Pattern.compile("[+0-9 ().\\-/\u00a0\u202f]*");
    private static final byte[] CALLABLE = bytes(";OK\r\n");
    private static final byte[] OPPOSED = bytes(";OPPOSED\r\n");
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long ZEROS = '0' * ONES;
    private static final long DELETE = 0x7f;
    private static final int BUFFER = 1 << 16;
    /** The longest decimal number with a sign. */
    private static final int DECIMAL = 20;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private final long[] counts = new long[Verdict.values().length];
    private final byte[] decimal = new byte[DECIMAL];
    private final StringBuilder field = new StringBuilder(64);
    private int length;

    private byte[] reference = decimal;
    private int referenceFrom;
    private int referenceTo;
    private byte[] answer = CALLABLE;
    private boolean written;

    VerdictLines(OutputStream out) {
        this.out = out;
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
        for (int i = from; i < to; i += Long.BYTES) {
            if (!isPlain(eight(text, i, to))) {
                return false;
            }
        }
        return first != '+' || isPlainNumber(text, from, to);
    }

    /** Eight characters of a text at once, or those before its end and zeros as digits. */
    private static long eight(byte[] text, int at, int to) {
        int n = to - at;
        if (n >= Long.BYTES) {
            return (long) LONG.get(text, at);
        }
        long some = 0;
        if (at + Long.BYTES <= text.length) {
            some = (long) LONG.get(text, at) & ((1L << (n * Byte.SIZE)) - 1);
        } else {
            for (int i = n - 1; i >= 0; i--) {
                some = (some << Byte.SIZE) | (text[at + i] & 0xff);
            }
        }
        return some | (ZEROS << (n * Byte.SIZE));
    }

    private static boolean isPlain(long eight) {
        long belowSpace = (eight - ' ' * ONES) & ~eight;
        return ((eight
                                | belowSpace
                                | zeroBytes(eight ^ ';' * ONES)
                                | zeroBytes(eight ^ '"' * ONES)
                                | zeroBytes(eight ^ DELETE * ONES))
                        & HIGH_BITS)
                == 0;
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
        write(bytes("Telephone;Identifiant;Reponse\r\n"));
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
        counts[judgement.verdict().ordinal()]++;
        written = false;
        answer = switch (judgement.verdict()) {
            case CALLABLE -> CALLABLE;
            case OPPOSED -> OPPOSED;
            case FORBIDDEN -> bytes(";FORBIDDEN " + judgement.rule() + "\r\n");
            case UNCHECKED ->
                bytes(
                        judgement.reason() == null
                                ? ";UNCHECKED\r\n"
                                : ";UNCHECKED " + judgement.reason().code() + "\r\n");
        };
    }

    /** A line without a reference of its own is called by its place. */
    void reference(long line) {
        int at = DECIMAL;
        long left = line;
        do {
            decimal[--at] = (byte) ('0' + left % 10);
            left /= 10;
        } while (left > 0);
        reference(decimal, at, DECIMAL);
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

    /** A number that {@link #isPlain}. */
    void number(byte[] text, int from, int to) throws IOException {
        write(text, from, to);
        write((byte) ';');
        write(reference, referenceFrom, referenceTo);
        write(answer);
        written = true;
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

    private void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    private void write(byte b) throws IOException {
        if (length == buffer.length) {
            finish();
        }
        buffer[length++] = b;
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
        if (n <= Long.BYTES && from + Long.BYTES <= bytes.length && length + Long.BYTES <= buffer.length) {
            LONG.set(buffer, length, (long) LONG.get(bytes, from)); // what is behind its end is written over
        } else {
            System.arraycopy(bytes, from, buffer, length, n);
        }
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
