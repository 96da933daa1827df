package org.openbloctel.registry.callfiles.scrubbing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.list.guard.Reading;
import org.openbloctel.registry.list.trace.Traced;
import org.openbloctel.scrub.engine.Judge;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.Ruling;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.Placeholders;
import org.openbloctel.scrub.number.Reason;

/** Takes the rows of a workbook: for the verdicts, the fingerprints, the guard and the traces. */
final class WorkbookRows implements Workbooks.Rows {
    private final Judge judge;
    private final NumberTakers.Lines checked;
    private final Reading asked;
    private final Traced traced;
    private final VerdictLines lines;
    private @Nullable List<String> header;
    private int reference = -1;

    WorkbookRows(
            OppositionList list,
            @Nullable Ruling ruling,
            Placeholders placeholders,
            NumberTakers takers,
            VerdictLines lines) {
        this.judge = new Judge(list, ruling, (place, number) -> addBeside(number), placeholders);
        this.checked = takers.checked();
        this.asked = takers.asked();
        this.traced = takers.traced();
        this.lines = lines;
    }

    @Override
    public void judged(String row, List<String> cells, List<Integer> phones, List<String> names, Judgement judgement)
            throws IOException {
        if (!names.equals(header)) { // the first row, or the first of another sheet
            reference = VerdictLines.referenceColumn(names, phones);
            if (header == null && !names.isEmpty()) {
                lines.header();
            }
            header = names;
        }
        List<String> numbers = new ArrayList<>();
        for (int phone : phones) {
            numbers.add(phone < cells.size() ? cells.get(phone) : "");
        }
        String own = reference >= 0 && reference < cells.size() ? cells.get(reference) : "";
        lines.add(numbers, own.isBlank() ? row : own, judgement);
        add(numbers, judgement.verdict());
        if (judgement.verdict() == Verdict.CALLABLE || judgement.reason() == Reason.LISTED_ELSEWHERE) {
            askElsewhere(cells, phones);
        }
    }

    /** What stands beside the phone columns decided, too. */
    private void askElsewhere(List<String> cells, List<Integer> phones) {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            if (!phones.contains(i)) {
                others.add(cells.get(i));
            }
        }
        judge.elsewhere(others);
    }

    private void addBeside(long number) {
        asked.add(number);
        try {
            traced.addBeside(number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(List<String> fields, Verdict verdict) throws IOException {
        long[] numbers = new long[Math.max(1, fields.size())];
        int count = 0;
        for (String field : fields) {
            if (!field.isBlank()) {
                OptionalLong number = judge.number(field).number();
                if (number.isPresent()) {
                    asked.add(number.getAsLong());
                    traced.add(number.getAsLong(), verdict);
                }
                numbers[count++] = number.isPresent() ? number.getAsLong() : NumberTakers.Lines.ofText(field);
            }
        }
        if (verdict != Verdict.UNCHECKED) {
            checked.add(numbers, Math.max(1, count));
        }
    }
}
