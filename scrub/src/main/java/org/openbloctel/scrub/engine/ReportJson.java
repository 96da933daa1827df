package org.openbloctel.scrub.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a report as JSON. By hand, since the engine has no dependencies and the shape is small; docs/formats/report.md
 * is its contract.
 */
final class ReportJson {
    private final StringBuilder out = new StringBuilder();
    private int depth;

    private ReportJson() {}

    static String of(ScrubReport report) {
        ReportJson json = new ReportJson();
        json.report(report);
        return json.out.append('\n').toString();
    }

    private void report(ScrubReport r) {
        open();
        text("file", r.file());
        text("sha256", r.sha256().isEmpty() ? null : r.sha256());
        text("scope", r.scope());
        number("rows", r.rows());
        if (r.law() == null) {
            number("notListed", r.callable());
        }
        number("callable", r.callable());
        number("opposed", r.opposed());
        number("unchecked", r.unchecked());
        if (r.law() != null) {
            number("forbidden", r.forbidden());
            name("forbiddenByRule");
            open();
            r.forbiddenByRule().forEach(this::number);
            close();
        }
        name("uncheckedByReason");
        open();
        r.uncheckedByReason().forEach((reason, count) -> number(reason.code(), count));
        close();
        name("layout");
        open();
        text("encoding", r.layout().encoding());
        text("separator", r.layout().separator());
        name("header");
        out.append(r.layout().header());
        texts("columns", r.layout().columns());
        number("titles", r.layout().titles());
        if (!r.layout().sheet().isEmpty()) {
            text("sheet", r.layout().sheet());
            texts("skippedSheets", r.layout().skippedSheets());
            sheets(r);
        }
        close();
        name("list");
        open();
        number("revision", r.list().revision());
        name("numbers");
        long numbers = r.list().numbers();
        out.append(numbers == ScrubReport.ListUsed.NOT_STATED ? "null" : Long.toString(numbers));
        text("digest", r.list().digest());
        text("time", r.list().time().toString());
        close();
        law(r.law());
        name("outputs");
        open();
        for (Map.Entry<Verdict, String> output : r.outputs().entrySet()) {
            text(output.getKey().label(r.law() != null), output.getValue());
        }
        close();
        lines(r);
        number("millis", r.millis());
        close();
    }

    /** The counts of each sheet, where all were asked for. */
    private void sheets(ScrubReport r) {
        if (r.layout().sheets().isEmpty()) {
            return;
        }
        name("sheets");
        out.append('[');
        String comma = "";
        for (ScrubReport.SheetUsed sheet : r.layout().sheets()) {
            out.append(comma);
            open();
            text("sheet", sheet.sheet());
            name("header");
            out.append(sheet.header());
            texts("columns", sheet.columns());
            number("rows", sheet.rows());
            for (Verdict verdict : r.law() == null ? Verdict.BY_LIST : List.of(Verdict.values())) {
                boolean listed = r.law() == null && verdict == Verdict.CALLABLE;
                number(
                        listed ? "notListed" : verdict.label(true),
                        sheet.counts().get(verdict.ordinal()));
            }
            close();
            comma = ", ";
        }
        out.append(']');
    }

    private void law(ScrubReport.@Nullable LawUsed law) {
        if (law == null) {
            return;
        }
        name("law");
        open();
        text("day", law.day().toString());
        text("regime", law.regime());
        texts("rules", law.rules());
        texts("hours", law.hours());
        name("holidaysClosed");
        out.append(law.holidays());
        subject(law.subject());
        close();
    }

    private void subject(ScrubReport.@Nullable SubjectUsed subject) {
        if (subject == null) {
            return;
        }
        name("subject");
        open();
        text("id", subject.id());
        text("fr", subject.fr());
        text("en", subject.en());
        String goods = subject.goods();
        if (goods != null) {
            text("goods", goods);
        }
        close();
    }

    private void lines(ScrubReport r) {
        name("firstUnchecked");
        out.append('[');
        String comma = "";
        for (ScrubReport.UncheckedLine line : r.firstUnchecked()) {
            out.append(comma).append("\n    {");
            if (!line.sheet().isEmpty()) {
                out.append("\"sheet\": ");
                quoted(line.sheet());
                out.append(", ");
            }
            out.append("\"line\": ").append(line.line());
            if (line.offset() >= 0) {
                out.append(", \"byte\": ").append(line.offset());
            }
            out.append(", \"reason\": \"").append(line.reason().code()).append("\"}");
            comma = ",";
        }
        out.append(comma.isEmpty() ? "]" : "\n  ]");
    }

    private void open() {
        out.append('{');
        depth++;
    }

    private void close() {
        depth--;
        if (out.charAt(out.length() - 1) != '{') {
            newLine();
        }
        out.append('}');
    }

    private void newLine() {
        out.append('\n').append("  ".repeat(depth));
    }

    private void name(String name) {
        if (out.charAt(out.length() - 1) != '{') {
            out.append(',');
        }
        newLine();
        quoted(name);
        out.append(": ");
    }

    private void number(String name, long value) {
        name(name);
        out.append(value);
    }

    private void text(String name, @Nullable String value) {
        name(name);
        if (value == null) {
            out.append("null");
        } else {
            quoted(value);
        }
    }

    private void texts(String name, Collection<String> values) {
        name(name);
        out.append('[');
        String comma = "";
        for (String value : values) {
            out.append(comma);
            quoted(value);
            comma = ", ";
        }
        out.append(']');
    }

    private void quoted(String value) {
        out.append('"');
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
        out.append('"');
    }
}
