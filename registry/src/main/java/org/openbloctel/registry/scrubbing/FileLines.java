package org.openbloctel.registry.scrubbing;

import java.io.IOException;
import java.util.List;
import org.openbloctel.registry.guard.Reading;
import org.openbloctel.registry.trace.Traced;
import org.openbloctel.scrub.engine.JudgedLines;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.LineConsumer;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.Layout;

/** Takes the lines of a text file: for the verdicts, the fingerprints, the guard and the traces. Hot code: it makes no objects for a plain line. */
final class FileLines implements LineConsumer {
    private final Layout layout;
    private final boolean bytes;
    private final LineNumbers checked;
    private final Reading asked;
    private final Traced traced;
    private final VerdictLines verdicts;
    private final long[] numbers;
    private int[] references = {};
    private long[] judged = {};
    private int reference = -1;

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
        if (layout.header() && preamble.length > layout.markLength()) {
            verdicts.header();
        }
    }

    /** {@code 0639980001;42}: two columns without names are the exchange format without its header. */
    private int withoutHeader() {
        return layout.columns().equals(List.of(0)) ? 1 : -1;
    }

    @Override
    public void take(JudgedLines lines) throws IOException {
        long line = lines.firstLine();
        judged = lines.numbers(judged);
        if (reference >= 0) {
            references = lines.find(reference, references);
        }
        boolean simple = bytes && reference >= 0 && lines.phones() == 1;
        for (long number : lines.alsoAsked()) {
            asked.add(number);
            traced.addBeside(number);
        }
        int rows = lines.rows();
        for (int row = 0; row < rows; row++) {
            Judgement judgement = lines.judgement(row);
            verdicts.begin(judgement);
            int count = 1;
            if (simple && isWritten(lines, row)) {
                numbers[0] = judged[row];
            } else {
                refer(lines, row, line);
                count = numbers(lines, row);
                verdicts.end();
            }
            ask(lines, row, judgement.verdict());
            if (judgement.verdict() != Verdict.UNCHECKED) {
                checked.add(numbers, count);
            }
            line += lines.linesOf(row);
        }
    }

    /** A number that no subscriber has was asked for, too. */
    private void ask(JudgedLines lines, int row, Verdict verdict) throws IOException {
        for (int k = 0; k < lines.phones(); k++) {
            if (lines.from(row, k) >= 0) {
                long number = judged[row * lines.phones() + k];
                if (number >= 0) {
                    asked.add(number);
                    traced.add(number, verdict);
                }
            }
        }
    }

    /** Writes a line with one plain number and a plain reference, as nearly all are; false when it is another. */
    private boolean isWritten(JudgedLines lines, int row) throws IOException {
        int from = lines.from(row, 0);
        return from >= 0
                && judged[row] >= 0
                && lines.isRead(row, 0)
                && verdicts.line(lines.text(), references[2 * row], references[2 * row + 1], from, lines.to(row, 0));
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
                    numbers[count++] = number >= 0 ? number : LineNumbers.ofText(lines.text(from, to));
                } else {
                    String text = lines.text(from, to);
                    if (!text.isBlank()) {
                        verdicts.number(text);
                        numbers[count++] = number >= 0 ? number : LineNumbers.ofText(text);
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
