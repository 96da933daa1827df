package org.openbloctel.registry.scrubbing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.openbloctel.registry.guard.Reading;
import org.openbloctel.scrub.engine.Judge;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.Verdict;

/** Takes the rows of a workbook: for the verdicts, the fingerprints and the guard. */
final class WorkbookRows implements Workbooks.Rows {
    private final Judge judge;
    private final LineNumbers checked;
    private final Reading asked;
    private final VerdictLines lines;
    private Optional<Integer> reference = Optional.empty();

    WorkbookRows(Judge judge, LineNumbers checked, Reading asked, VerdictLines lines) {
        this.judge = judge;
        this.checked = checked;
        this.asked = asked;
        this.lines = lines;
    }

    @Override
    public void judged(long row, List<String> cells, List<Integer> phones, List<String> header, Judgement judgement)
            throws IOException {
        if (reference.isEmpty()) {
            reference = Optional.of(VerdictLines.referenceColumn(header, phones));
            if (!header.isEmpty()) {
                lines.header();
            }
        }
        List<String> numbers = new ArrayList<>();
        for (int phone : phones) {
            numbers.add(phone < cells.size() ? cells.get(phone) : "");
        }
        int place = reference.get();
        String own = place >= 0 && place < cells.size() ? cells.get(place) : "";
        lines.add(numbers, own.isBlank() ? Long.toString(row) : own, judgement);
        add(numbers, judgement.verdict() != Verdict.UNCHECKED);
    }

    private void add(List<String> fields, boolean wasChecked) {
        long[] numbers = new long[Math.max(1, fields.size())];
        int count = 0;
        for (String field : fields) {
            if (!field.isBlank()) {
                OptionalLong number = judge.number(field).number();
                number.ifPresent(asked::add);
                numbers[count++] = number.isPresent() ? number.getAsLong() : LineNumbers.ofText(field);
            }
        }
        if (wasChecked) {
            checked.add(numbers, Math.max(1, count));
        }
    }
}
