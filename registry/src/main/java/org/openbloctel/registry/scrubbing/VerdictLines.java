package org.openbloctel.registry.scrubbing;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
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
 * The counts have to be the engine's, which judged the same lines in another way: {@link #agreeWith}. Not thread-safe.
 */
final class VerdictLines {
    private static final Set<String> REFERENCES = Set.of("identifiant", "reference", "ref", "id", "identifier");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern PLAIN_NUMBER = Pattern.compile("[+0-9 ().\\-/\u00a0\u202f]*");

    private final Writer out;
    private final long[] counts = new long[Verdict.values().length];
    private final StringBuilder line = new StringBuilder(64);

    VerdictLines(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
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

    /** The header: the file has one when the call file had. */
    void header() throws IOException {
        out.write("Telephone;Identifiant;Reponse\r\n");
    }

    /** A line of the call file, with its phone fields; blank ones are passed over unless all are. */
    void add(List<? extends @Nullable CharSequence> phones, String reference, Judgement judgement) throws IOException {
        counts[judgement.verdict().ordinal()]++;
        boolean written = false;
        for (CharSequence phone : phones) {
            if (phone != null && !phone.toString().isBlank()) {
                write(phone, reference, judgement);
                written = true;
            }
        }
        if (!written) {
            write("", reference, judgement);
        }
    }

    private void write(CharSequence number, String reference, Judgement judgement) throws IOException {
        line.setLength(0);
        field(number);
        line.append(';');
        field(reference);
        line.append(';');
        switch (judgement.verdict()) {
            case CALLABLE -> line.append("OK");
            case OPPOSED -> line.append("OPPOSED");
            case FORBIDDEN -> line.append("FORBIDDEN ").append(judgement.rule());
            case UNCHECKED -> {
                line.append("UNCHECKED");
                if (judgement.reason() != null) {
                    line.append(' ').append(judgement.reason().code());
                }
            }
        }
        out.append(line.append("\r\n"));
    }

    /** Quoted where need be, and never a formula: this table is ours, and spreadsheets will open it. */
    private void field(CharSequence text) {
        boolean quote = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quote |= c == ';' || c == '"' || c == '\n' || c == '\r';
        }
        boolean formula = !text.isEmpty()
                && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                && !PLAIN_NUMBER.matcher(text).matches();
        if (quote) {
            line.append('"');
        }
        if (formula) {
            line.append('\'');
        }
        line.append(quote ? text.toString().replace("\"", "\"\"") : text);
        if (quote) {
            line.append('"');
        }
    }

    void finish() throws IOException {
        out.flush();
    }

    /**
     * Compares with the engine.
     *
     * @throws IllegalStateException when one of the two is wrong: nothing may be published then
     */
    void agreeWith(ScrubReport report) {
        boolean agree = counts[Verdict.CALLABLE.ordinal()] == report.callable()
                && counts[Verdict.OPPOSED.ordinal()] == report.opposed()
                && counts[Verdict.UNCHECKED.ordinal()] == report.unchecked()
                && counts[Verdict.FORBIDDEN.ordinal()] == report.forbidden()
                && report.rows() == Arrays.stream(counts).sum();
        if (!agree) {
            throw new IllegalStateException("two ways of judging gave two results");
        }
    }
}
