package org.openbloctel.xlsx;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.Reason;

/** Counts judgements for the report. Not thread-safe. */
final class Tally {
    private final long[] verdicts = new long[Verdict.values().length];
    private final Map<Reason, Long> reasons = new EnumMap<>(Reason.class);
    private final Map<String, Long> rules = new TreeMap<>();
    private final List<ScrubReport.UncheckedLine> named = new ArrayList<>();
    private long rows;

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
                named.add(new ScrubReport.UncheckedLine(line, -1, reason));
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
