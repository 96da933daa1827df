package org.openbloctel.spark;

import java.util.ArrayList;
import java.util.List;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.CallFileException.Fault;

/** The one report of a job: what became of all its rows, and of each file. docs/spark.md gives its shape. */
final class JobReport {
    private static final String NAME = "_bloctel.report.json";

    private final ScrubReport.ListUsed list;
    private final Counts counts;
    private final List<String> files = new ArrayList<>();

    JobReport(ScrubReport.ListUsed list, Counts counts) {
        this.list = list;
        this.counts = counts;
    }

    /** Its path: a name that readers of data leave out. */
    static String path(String folder) {
        return folder + "/" + NAME;
    }

    /** A file that was scrubbed, and the name of its own report. */
    void add(String uri, Counts of, String report) {
        files.add("{\"file\": " + quoted(uri) + ", " + numbers(of) + ", \"report\": " + quoted(report) + "}");
    }

    /** A file that was refused: nothing of it was written. */
    void refused(String uri, Fault fault, List<String> details) {
        List<String> quoted = details.stream().map(JobReport::quoted).toList();
        files.add("{\"file\": " + quoted(uri) + ", \"refused\": " + quoted(fault.name()) + ", \"details\": ["
                + String.join(", ", quoted) + "]}");
    }

    /** A part of a table: the rows of all inputs are counted together. */
    void input(String uri) {
        files.add("{\"file\": " + quoted(uri) + "}");
    }

    private static String numbers(Counts of) {
        long notListed = of.of(Verdict.CALLABLE);
        return "\"rows\": " + of.rows() + ", \"notListed\": " + notListed + ", \"callable\": " + notListed
                + ", \"opposed\": " + of.of(Verdict.OPPOSED) + ", \"unchecked\": " + of.of(Verdict.UNCHECKED);
    }

    String toJson() {
        List<String> reasons = counts.byReason().entrySet().stream()
                .map(e -> quoted(e.getKey().code()) + ": " + e.getValue())
                .toList();
        return "{\n  " + numbers(counts).replace(", ", ",\n  ")
                + ",\n  \"uncheckedByReason\": {" + String.join(", ", reasons) + "}"
                + ",\n  \"list\": {\"revision\": " + list.revision()
                + ", \"numbers\": " + list.numbers()
                + ", \"digest\": " + quoted(list.digest())
                + ", \"time\": " + quoted(list.time().toString()) + "}"
                + ",\n  \"files\": [" + (files.isEmpty() ? "" : "\n    " + String.join(",\n    ", files) + "\n  ")
                + "]\n}\n";
    }

    private static String quoted(String value) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || c == 0x7f || Character.isSurrogate(c)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
