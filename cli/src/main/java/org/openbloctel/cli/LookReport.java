package org.openbloctel.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.engine.Look;
import org.openbloctel.scrub.file.Container;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.file.PhoneColumns;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.xlsx.WorkbookLook;

/** What {@code bloctel look} saw, for people and for programs. Shows no cell of a file whole. */
final class LookReport {
    private static final int CELL_WIDTH = 20;

    private final Messages messages;
    private final LookCommand.Facts facts;
    private final NumberingPlan plan;
    private final WorkbookLook.Seen seen;
    private final Look look;
    private final PhoneColumns columns;

    LookReport(Messages messages, LookCommand.Facts facts, NumberingPlan plan) {
        this.messages = messages;
        this.facts = facts;
        this.plan = plan;
        this.seen = facts.seen();
        this.look = seen.look();
        this.columns = seen.columns();
    }

    String text() {
        List<String> lines = new ArrayList<>(List.of(facts.file().name()));
        lines.add(line("container", container()));
        facts.layout().ifPresent(layout -> {
            String mark = layout.markLength() > 0 ? " " + messages.get("look.mark") : "";
            lines.add(line("encoding", layout.encoding().label() + mark));
            lines.add(line("separator", layout.separator() == '\t' ? messages.get("summary.tab") : layout.separator()));
            lines.add(line("line-end", look.lineEnd()));
            lines.add(line("quotes", messages.get("look.quotes." + quotes(layout))));
        });
        if (!seen.skipped().isEmpty()) {
            lines.add(line("skipped", messages.get("summary.skipped-sheets", String.join(", ", seen.skipped()))));
        }
        String header = columns.header() ? "look.header.record" : "summary.no-header";
        lines.add(line("header", messages.get(header, messages.number(seen.titles() + 1L))));
        lines.add(line(
                "columns",
                IntStream.range(0, look.names().size())
                        .mapToObj(c ->
                                c + 1 + " " + (columns.header() ? look.names().get(c) : ""))
                        .map(String::strip)
                        .collect(Collectors.joining(", "))));
        for (int i = 0; i < columns.columns().size(); i++) {
            int place = columns.columns().get(i);
            String lenient = columns.lenient().contains(place) ? " " + messages.get("look.lenient") : "";
            String why = messages.get("look.why." + why(place));
            lines.add(line(
                    "phones",
                    messages.get("look.phone", place + 1, columns.names().get(i), why) + lenient));
        }
        if (seen.country() >= 0) {
            lines.add(line("country", look.names().get(seen.country())));
        }
        lines.add("");
        look.rows().forEach(row -> lines.add("  " + shown(row)));
        lines.add("");
        if (seen.unsure().isEmpty()) {
            counts(lines);
        }
        look.foreign().ifPresent(country -> lines.add("  " + foreign(messages, country, plan)));
        return lines.stream()
                .map(text -> text.stripTrailing() + System.lineSeparator())
                .collect(Collectors.joining());
    }

    private void counts(List<String> lines) {
        String sample = look.whole() ? "look.sample.whole" : "look.sample.first";
        lines.add(line("sample", messages.get(sample, messages.number(look.lines()))));
        lines.add("      " + messages.get("look.readable", messages.number(look.readable())));
        look.unreadable()
                .forEach((reason, count) ->
                        lines.add("      " + messages.number(count) + "  " + messages.get("reason." + reason.code())));
    }

    private String line(String label, Object value) {
        return Summaries.line(messages, "look.seen." + label, value);
    }

    private String container() {
        Container container = facts.file().container();
        return messages.get(
                "look.container." + container.name().toLowerCase(Locale.ROOT),
                facts.file().entryName(),
                seen.sheet());
    }

    private static String quotes(Layout layout) {
        return !layout.quotes() ? "none" : layout.backslash() ? "backslash" : "doubled";
    }

    private String why(int place) {
        if (facts.columnsNamed()) {
            return "named";
        }
        boolean word = columns.header()
                && place < look.names().size()
                && PhoneColumns.namesPhones(look.names().get(place));
        return word ? "name" : "content";
    }

    private static String shown(List<String> row) {
        return row.stream()
                .map(cell -> cell.replaceAll("\\s", " "))
                .map(cell -> cell + " ".repeat(Math.max(0, CELL_WIDTH - cell.length())))
                .collect(Collectors.joining("  "));
    }

    /** A sentence about numbers that look written in another country than the plan's. */
    static String foreign(Messages messages, String country, NumberingPlan plan) {
        String planName = messages.get("look.plan." + plan.code());
        return country.startsWith("+")
                ? messages.get("look.foreign.code", country, planName)
                : messages.get("look.foreign.look", messages.get("look.country." + country), planName);
    }

    String json() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("file", facts.file().name());
        all.put("container", facts.file().container().name().toLowerCase(Locale.ROOT));
        facts.layout().ifPresent(layout -> {
            all.put("encoding", layout.encoding().label());
            all.put("byteOrderMark", layout.markLength() > 0);
            all.put("separator", String.valueOf(layout.separator()));
            all.put("lineEnd", look.lineEnd());
            all.put("quotes", quotes(layout));
        });
        if (facts.layout().isEmpty()) {
            all.put("sheet", seen.sheet());
            all.put("skippedSheets", seen.skipped());
        }
        all.put("titles", seen.titles());
        all.put("header", columns.header());
        all.put("columns", look.names());
        List<Object> phones = new ArrayList<>();
        for (int i = 0; i < columns.columns().size(); i++) {
            int place = columns.columns().get(i);
            Map<String, Object> phone = new LinkedHashMap<>();
            phone.put("column", place + 1);
            phone.put("name", columns.names().get(i));
            phone.put("by", why(place));
            phone.put("lenient", columns.lenient().contains(place));
            phones.add(phone);
        }
        all.put("phones", phones);
        all.put("country", seen.country() < 0 ? null : seen.country() + 1);
        all.put("rows", look.rows());
        Map<String, Object> sample = new LinkedHashMap<>();
        sample.put("lines", look.lines());
        sample.put("whole", look.whole());
        sample.put("readable", look.readable());
        Map<String, Object> unreadable = new LinkedHashMap<>();
        look.unreadable().forEach((reason, count) -> unreadable.put(reason.code(), count));
        sample.put("unreadable", unreadable);
        all.put("sample", sample);
        all.put("looksLike", look.foreign().orElse(null));
        return new Json(all) + System.lineSeparator();
    }
}
