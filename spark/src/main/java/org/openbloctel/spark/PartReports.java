package org.openbloctel.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;

/** The report of a file from those of its parts. */
final class PartReports {
    private PartReports() {}

    /**
     * Adds them up, with the places of unchecked lines in the whole file.
     *
     * @param parts in order, none refused
     */
    static ScrubReport joined(List<Done> parts) {
        List<ScrubReport> reports = parts.stream().map(Done::scrubbed).toList();
        ScrubReport first = reports.get(0);
        Counts counts = Counts.of(reports);
        List<ScrubReport.UncheckedLine> named = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i).unit().part();
            long bytes = part == null ? 0 : part.from();
            long lines = part == null ? 0 : part.linesBefore();
            for (ScrubReport.UncheckedLine line : reports.get(i).firstUnchecked()) {
                if (named.size() < ScrubReport.NAMED_LINES) {
                    named.add(new ScrubReport.UncheckedLine(line.line() + lines, line.offset() + bytes, line.reason()));
                }
            }
        }
        return new ScrubReport(
                first.file(),
                "",
                counts.rows(),
                counts.of(Verdict.CALLABLE),
                counts.of(Verdict.OPPOSED),
                counts.of(Verdict.UNCHECKED),
                counts.byReason(),
                first.layout(),
                first.list(),
                Map.of(),
                List.copyOf(named),
                reports.stream().mapToLong(ScrubReport::millis).sum());
    }
}
