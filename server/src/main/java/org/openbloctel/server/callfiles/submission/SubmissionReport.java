package org.openbloctel.server.callfiles.submission;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a page shows of the engine's report.
 *
 * @param layout how the file was read
 * @param reasons the unchecked lines by reason, the most frequent first
 * @param forbidden the forbidden lines by rule, the most frequent first
 * @param hours in which hours callable lines may be called, as the report has them; empty without a law or a limit
 * @param holidaysClosed whether public holidays are closed
 * @param lines the first unchecked lines
 * @param listDigest of the list, or its mark
 * @param listNumbers its size as it was published; empty when none was
 */
record SubmissionReport(
        Layout layout,
        List<Count> reasons,
        List<Count> forbidden,
        List<String> hours,
        boolean holidaysClosed,
        List<Line> lines,
        String listDigest,
        OptionalLong listNumbers) {
    private static final JsonMapper JSON = new JsonMapper();

    /** How the file was read. */
    public record Layout(String encoding, String separator, boolean header, List<String> columns, Sheets sheets) {}

    /**
     * The sheets of a workbook.
     *
     * @param read the one that was scrubbed; empty for a text file
     * @param skipped those that were not
     */
    public record Sheets(String read, List<String> skipped) {}

    /** How many lines have a reason, or fall under a rule. */
    public record Count(String reason, long lines) {}

    /**
     * An unchecked line.
     *
     * @param offset its first byte; -1 in a workbook
     */
    public record Line(long line, long offset, String reason) {}

    static SubmissionReport of(String text) {
        JsonNode report = JSON.readTree(text);
        JsonNode layout = report.path("layout");
        List<Line> lines = new ArrayList<>();
        report.path("firstUnchecked")
                .forEach(line -> lines.add(new Line(
                        line.path("line").asLong(),
                        line.path("byte").asLong(-1),
                        line.path("reason").asString())));
        JsonNode list = report.path("list");
        return new SubmissionReport(
                new Layout(
                        layout.path("encoding").asString(),
                        layout.path("separator").asString(),
                        layout.path("header").asBoolean(),
                        texts(layout.path("columns")),
                        new Sheets(layout.path("sheet").asString(""), texts(layout.path("skippedSheets")))),
                counts(report.path("uncheckedByReason")),
                counts(report.path("forbiddenByRule")),
                texts(report.path("law").path("hours")),
                report.path("law").path("holidaysClosed").asBoolean(false),
                List.copyOf(lines),
                list.path("digest").asString(),
                list.path("numbers").isNumber()
                        ? OptionalLong.of(list.path("numbers").asLong())
                        : OptionalLong.empty());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asString()));
        return List.copyOf(texts);
    }

    private static List<Count> counts(JsonNode byName) {
        List<Count> counts = new ArrayList<>();
        byName.properties()
                .forEach(entry ->
                        counts.add(new Count(entry.getKey(), entry.getValue().asLong())));
        counts.sort((a, b) -> Long.compare(b.lines(), a.lines()));
        return List.copyOf(counts);
    }
}
