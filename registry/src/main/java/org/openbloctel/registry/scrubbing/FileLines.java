package org.openbloctel.registry.scrubbing;

import java.io.IOException;
import java.util.List;
import org.openbloctel.scrub.engine.JudgedLines;
import org.openbloctel.scrub.engine.LineConsumer;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.Layout;

/** Takes the lines of a text file: for the verdicts and for the fingerprints. Hot code: it makes no objects for a plain line. */
final class FileLines implements LineConsumer {
    private final Layout layout;
    private final boolean bytes;
    private final LineNumbers checked;
    private final VerdictLines verdicts;
    private final long[] numbers;
    private final int[] place = new int[2];
    private int reference = -1;

    FileLines(Layout layout, LineNumbers checked, VerdictLines verdicts) {
        this.layout = layout;
        this.bytes = layout.encoding().unit() == 1;
        this.checked = checked;
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
        for (int row = 0; row < lines.rows(); row++) {
            verdicts.begin(lines.judgement(row));
            refer(lines, row, line);
            int count = numbers(lines, row);
            verdicts.end();
            if (lines.judgement(row).verdict() != Verdict.UNCHECKED) {
                checked.add(numbers, count);
            }
            line += lines.linesOf(row);
        }
    }

    private void refer(JudgedLines lines, int row, long line) {
        if (reference < 0 || !lines.find(row, reference, place) || place[1] == place[0]) {
            verdicts.reference(line);
        } else if (bytes && VerdictLines.isPlain(lines.text(), place[0], place[1])) {
            verdicts.reference(lines.text(), place[0], place[1]);
        } else {
            String own = lines.text(place[0], place[1]);
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
                long number = lines.number(row, k);
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
