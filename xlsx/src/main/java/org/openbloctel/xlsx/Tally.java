package org.openbloctel.xlsx;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.PhoneColumns;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.Reason;

/** Counts judgements for the report. Not thread-safe. */
final class Tally {
    private final long[] verdicts = new long[Verdict.values().length];
    private final Map<Reason, Long> reasons = new EnumMap<>(Reason.class);
    private final Map<String, Long> rules = new TreeMap<>();
    private final List<ScrubReport.UncheckedLine> named = new ArrayList<>();
    private final List<ScrubReport.SheetUsed> sheets = new ArrayList<>();
    private long[] before = new long[verdicts.length];
    private String sheet = "";
    private long rows;

    /** Goes to a sheet, which names the lines that are not checked where it is one of several. */
    void begin(ChosenSheet next) {
        sheet = next.ofSeveral() ? next.shown() : "";
        before = verdicts.clone();
    }

    /** Completes the counts of the sheet gone to. */
    void end(PhoneColumns columns) {
        List<Long> counts = IntStream.range(0, verdicts.length)
                .mapToObj(verdict -> verdicts[verdict] - before[verdict])
                .toList();
        sheets.add(new ScrubReport.SheetUsed(sheet, columns.header(), columns.names(), counts));
    }

    /** The sheets that are complete. */
    List<ScrubReport.SheetUsed> sheets() {
        return List.copyOf(sheets);
    }

    void count(Judgement judgement, long line) {
        rows++;
        verdicts[judgement.verdict().ordinal()]++;
        if (judgement.rule() != null) {
            rules.merge(judgement.rule(), 1L, Long::sum);
        }
        Reason reason = judgement.reason();
        if (reason != null) {
            reasons.merge(reason, 1L, Long::sum);
            if (named.size() < ScrubReport.NAMED_LINES) {
                named.add(new ScrubReport.UncheckedLine(line, -1, reason, sheet));
            }
        }
    }

    long rows() {
        return rows;
    }

    ScrubReport report(
            String file, String sha256, ScrubReport.LayoutUsed layout, OppositionList list, long startNanos) {
        return new ScrubReport(
                file,
                sha256,
                rows,
                verdicts[Verdict.CALLABLE.ordinal()],
                verdicts[Verdict.OPPOSED.ordinal()],
                verdicts[Verdict.UNCHECKED.ordinal()],
                rules,
                reasons,
                layout,
                ScrubReport.ListUsed.of(list),
                Map.of(),
                List.copyOf(named),
                null,
                (System.nanoTime() - startNanos) / 1_000_000);
    }
}
