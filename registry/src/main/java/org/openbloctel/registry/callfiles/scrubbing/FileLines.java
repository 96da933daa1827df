package org.openbloctel.registry.callfiles.scrubbing;

import java.io.IOException;
import java.util.List;
import org.openbloctel.registry.list.guard.Reading;
import org.openbloctel.registry.list.trace.Traced;
import org.openbloctel.scrub.engine.JudgedLines;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.LineConsumer;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.Layout;

/** Takes the lines of a text file: for the verdicts, the fingerprints, the guard and the traces. Hot code: it makes no objects for a plain line. */
final class FileLines implements LineConsumer {
    private static final byte UNCHECKED = (byte) Verdict.UNCHECKED.ordinal();

    private final Layout layout;
    private final boolean bytes;
    private final NumberTakers.Lines checked;
    private final Reading asked;
    private final Traced traced;
    private final VerdictLines verdicts;
    private final long[] numbers;
    private int[] references = {};
    private long[] judged = {};
    private int reference = -1;
    private long[] collected = {};
    private byte[] answers = {};
    private byte[] verdictOf = {};

    FileLines(Layout layout, NumberTakers takers, VerdictLines verdicts) {
        this.layout = layout;
        this.bytes = layout.encoding().unit() == 1;
        this.checked = takers.checked();
        this.asked = takers.asked();
        this.traced = takers.traced();
        this.verdicts = verdicts;
        this.numbers = new long[layout.columns().size()];
    }

    @Override
    public void begin(byte[] preamble) throws IOException {
        List<String> header = FirstLines.header(preamble, layout);
        reference = layout.header() ? VerdictLines.referenceColumn(header, layout.columns()) : withoutHeader();
        if (!header.isEmpty()) {
            verdicts.header();
        }
    }

    /** {@code 0639980001;42}: two columns without names are the exchange format without its header. */
    private int withoutHeader() {
        return layout.columns().equals(List.of(0)) ? 1 : -1;
    }

    @Override
    public void take(JudgedLines lines) throws IOException {
        judged = lines.numbers(judged);
        if (reference >= 0) {
            references = lines.find(reference, references);
        }
        for (long number : lines.alsoAsked()) {
            asked.add(number);
            traced.addBeside(number);
        }
        boolean simple = bytes && reference >= 0 && lines.areOfOnePhone();
        long line = lines.firstLine();
        int rows = lines.rows();
        for (int row = 0; row < rows; row++) {
            if (simple) {
                int next = verdicts.lines(lines, judged, references, row);
                check(lines, row, next);
                for (; row < next; row++) {
                    line += lines.linesOf(row);
                }
            }
            if (row < rows) {
                one(lines, row, line);
                line += lines.linesOf(row);
            }
        }
        ask(lines);
    }

    /** Writes any line, and collects its numbers. */
    private void one(JudgedLines lines, int row, long line) throws IOException {
        Judgement judgement = lines.judgement(row);
        verdicts.begin(judgement);
        refer(lines, row, line);
        int count = numbers(lines, row);
        verdicts.end();
        if (judgement.verdict() != Verdict.UNCHECKED) {
            checked.add(numbers, count);
        }
    }

    /** Collects the numbers of lines that have one each. */
    private void check(JudgedLines lines, int from, int to) {
        long[] all = room(to - from);
        byte[] verdictOf = verdictsOf(lines);
        byte[] outcomes = lines.outcomes();
        int n = 0;
        for (int row = from; row < to; row++) {
            all[n] = judged[row];
            n += verdictOf[outcomes[row]] == UNCHECKED ? 0 : 1;
        }
        checked.addEach(all, n);
    }

    /** A number that no subscriber has was asked for, too. */
    private void ask(JudgedLines lines) throws IOException {
        int phones = lines.phones();
        int rows = lines.hasFields() ? lines.rows() : 0;
        long[] all = room(rows * phones);
        byte[] verdictOf = verdictsOf(lines);
        byte[] outcomes = lines.outcomes();
        int n = 0;
        int slot = 0;
        for (int row = 0; row < rows; row++) {
            byte verdict = verdictOf[outcomes[row]];
            for (int k = 0; k < phones; k++) {
                long number = judged[slot++];
                all[n] = number;
                answers[n] = verdict;
                n += number < 0 ? 0 : 1;
            }
        }
        asked.add(all, n);
        traced.add(all, answers, n);
    }

    private long[] room(int n) {
        if (collected.length < n) {
            collected = new long[n * 5 / 4];
            answers = new byte[n * 5 / 4];
        }
        return collected;
    }

    /** The place of each outcome's verdict among all. */
    private byte[] verdictsOf(JudgedLines lines) {
        if (verdictOf.length == 0) {
            List<Judgement> judgements = lines.judgements();
            verdictOf = new byte[judgements.size()];
            for (int i = 0; i < verdictOf.length; i++) {
                verdictOf[i] = (byte) judgements.get(i).verdict().ordinal();
            }
        }
        return verdictOf;
    }

    private void refer(JudgedLines lines, int row, long line) {
        int from = reference < 0 ? 0 : references[2 * row];
        int to = reference < 0 ? 0 : references[2 * row + 1];
        if (to == from) {
            verdicts.reference(line);
        } else if (bytes && VerdictLines.isPlain(lines.text(), from, to)) {
            verdicts.reference(lines.text(), from, to);
        } else {
            String own = lines.text(from, to);
            if (own.isBlank()) {
                verdicts.reference(line);
            } else {
                verdicts.reference(own);
            }
        }
    }

    /** Writes the numbers of a line and collects them; what is several numbers in one field stands for itself. */
    private int numbers(JudgedLines lines, int row) throws IOException {
        int count = 0;
        for (int k = 0; k < lines.phones(); k++) {
            int from = lines.from(row, k);
            int to = from < 0 ? from : lines.to(row, k);
            if (to > from && lines.isRead(row, k)) {
                long number = judged[row * lines.phones() + k];
                if (bytes && VerdictLines.isPlain(lines.text(), from, to)) {
                    verdicts.number(lines.text(), from, to);
                    numbers[count++] = number >= 0 ? number : NumberTakers.Lines.ofText(lines.text(from, to));
                } else {
                    String text = lines.text(from, to);
                    if (!text.isBlank()) {
                        verdicts.number(text);
                        numbers[count++] = number >= 0 ? number : NumberTakers.Lines.ofText(text);
                    }
                }
            }
        }
        if (count == 0) {
            numbers[0] = 0;
        }
        return Math.max(1, count);
    }
}
