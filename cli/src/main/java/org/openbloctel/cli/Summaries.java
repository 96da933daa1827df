package org.openbloctel.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.list.LinesRead;
import org.openbloctel.scrub.number.Reason;

/** What commands tell a reader about their work. */
final class Summaries {
    private static final int NAMED_LINES = 5;

    private Summaries() {}

    /**
     * What a scrub did, in a dozen lines.
     *
     * @param paths of the returned files and of the report; empty when they are not kept
     */
    static void scrubbed(PrintStream out, Messages messages, ScrubReport report, List<Path> paths) {
        ScrubReport.LayoutUsed layout = report.layout();
        out.println(report.file());
        out.println(line(messages, "summary.read-as", layoutText(messages, layout)));
        for (ScrubReport.SheetUsed sheet : layout.sheets()) {
            String header = messages.get(sheet.header() ? "summary.header" : "summary.no-header");
            String columns = String.join(", ", sheet.columns());
            String text =
                    messages.get("summary.of-sheet", sheet.sheet(), header, columns, messages.number(sheet.rows()));
            out.println(line(messages, "summary.sheet", text));
        }
        if (!layout.skippedSheets().isEmpty()) {
            String skipped = String.join(", ", layout.skippedSheets());
            out.println(line(messages, "summary.skipped", messages.get("summary.skipped-sheets", skipped)));
        }
        out.println(line(messages, "summary.list", listText(messages, report.list())));
        out.println(line(messages, "summary.lines", messages.number(report.rows())));
        int width = messages.number(report.rows()).length();
        for (Verdict verdict : Verdict.BY_LIST) {
            long count = report.count(verdict);
            String padded = " ".repeat(width - messages.number(count).length()) + messages.number(count);
            String share = messages.percent(count, report.rows());
            out.println(line(
                    messages,
                    "summary." + verdict.label(false),
                    padded + "  " + " ".repeat(Math.max(0, 7 - share.length())) + share
                            + (paths.isEmpty() ? "" : "  " + paths.get(verdict.ordinal()))));
        }
        for (Map.Entry<Reason, Long> reason : report.uncheckedByReason().entrySet()) {
            out.println("      " + messages.number(reason.getValue()) + "  "
                    + messages.get("reason." + reason.getKey().code()));
        }
        namedLines(out, messages, report);
        if (!paths.isEmpty()) {
            out.println(line(messages, "summary.report", paths.getLast()));
        }
        if (report.unchecked() > 0) {
            out.println("  " + messages.get("summary.unchecked-is-no"));
        }
        out.println("  " + messages.get("summary.list-is-no-permission"));
    }

    private static void namedLines(PrintStream out, Messages messages, ScrubReport report) {
        List<ScrubReport.UncheckedLine> lines = report.firstUnchecked();
        for (ScrubReport.UncheckedLine line : lines.subList(0, Math.min(NAMED_LINES, lines.size()))) {
            String row = line.sheet().isEmpty() ? "summary.unchecked-row" : "summary.unchecked-row-of";
            String key = line.offset() < 0 ? row : "summary.unchecked-line";
            out.println("      "
                    + messages.get(
                            key,
                            messages.number(line.line()),
                            messages.number(line.offset()),
                            line.reason().code(),
                            line.sheet()));
        }
    }

    /**
     * The lines of a submission or a certificate by what became of them, as a server counted them.
     *
     * @param scope {@code law} where the law of the day was asked; else the list alone was
     */
    static String counted(Messages messages, Json scope, Json counts) {
        boolean law = scope.text().orElse("").equals("law");
        return messages.get(
                law ? "verify.lines.law" : "verify.lines.list",
                messages.number(counts.get("rows").number(0)),
                messages.number(notForbidden(counts)),
                messages.number(counts.get("opposed").number(0)),
                messages.number(counts.get("unchecked").number(0)),
                messages.number(counts.get("forbidden").number(0)));
    }

    /** Lines that are not listed, or callable for a campaign. Servers before called both callable, those from 1.0 on do not. */
    static long notForbidden(Json counts) {
        return counts.get("notListed").number(counts.get("callable").number(0));
    }

    private static String layoutText(Messages messages, ScrubReport.LayoutUsed layout) {
        String columns = String.join(", ", layout.columns());
        String header = messages.get(layout.header() ? "summary.header" : "summary.no-header");
        if (!layout.sheets().isEmpty()) {
            return messages.get("summary.workbook-sheets");
        }
        if (layout.separator().isEmpty()) {
            return messages.get("summary.workbook", header, columns, layout.sheet());
        }
        String separator = layout.separator().equals("\t") ? messages.get("summary.tab") : layout.separator();
        return messages.get("summary.layout", layout.encoding(), separator, header, columns);
    }

    private static String listText(Messages messages, ScrubReport.ListUsed list) {
        return messages.get("summary.list-text", list.revision(), messages.number(list.numbers()), list.time());
    }

    static String line(Messages messages, String key, Object value) {
        String label = messages.get(key);
        return "  " + label + " ".repeat(Math.max(1, 12 - label.length())) + value;
    }

    /** Lines of a file of numbers that could not be read, on the error stream. */
    static void linesRead(Terminal terminal, Messages messages, String file, LinesRead read) {
        if (read.unreadable() == 0) {
            return;
        }
        PrintStream err = terminal.err();
        err.println(messages.get("list.unreadable", file, messages.number(read.unreadable())));
        for (LinesRead.BadLine bad : read.firstUnreadable()) {
            err.println("  "
                    + messages.get(
                            "summary.unchecked-line",
                            messages.number(bad.line()),
                            messages.number(bad.offset()),
                            bad.reason().code()));
        }
    }
}
