package org.openbloctel.scrub.honest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * An export of a program, whose content depends on its name only.
 *
 * @param kind the program and what it exports
 * @param dialect encoding, separator, quotes and line end
 * @param above lines above the header
 * @param header its header; empty where it has none
 * @param patterns lines of which each row is one
 * @param below lines below the rows
 */
public record HonestExport(
        String kind,
        String dialect,
        List<List<String>> above,
        List<List<String>> header,
        List<List<String>> patterns,
        List<List<String>> below) {
    private static final int MIN_ROWS = 30;
    private static final int MAX_ROWS = 200;
    private static final int FIXED_WIDTH = 24;

    /** A line of the export: whether it has a number, and whether one of them is on the list. */
    public record Line(List<String> cells, boolean number, boolean listed) {}

    /** Whether no reader could be sure how it is cut, so that it must be refused. */
    public boolean isRefused() {
        return dialect.endsWith(" refused");
    }

    /** Lines that go into each returned file: titles and header. */
    public List<List<String>> head() {
        List<List<String>> head = new ArrayList<>(above);
        head.addAll(header);
        return head;
    }

    /** All other lines, in their order. */
    public List<Line> lines() {
        SplittableRandom random = new SplittableRandom((kind + dialect).hashCode());
        int rows = random.nextInt(MIN_ROWS, MAX_ROWS + 1);
        List<Line> lines = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            HonestCells filled = new HonestCells(random, row);
            List<String> cells = patterns.get(random.nextInt(patterns.size())).stream()
                    .map(filled::fill)
                    .toList();
            lines.add(new Line(cells, filled.number(), filled.listed()));
        }
        below.forEach(cells -> lines.add(new Line(cells, false, false)));
        return lines;
    }

    /** The byte-order mark and the head as they stand in the file. */
    public byte[] headBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((has("bom") ? "\ufeff" : "").getBytes(charset()));
        bytes.writeBytes((has("html") ? "<html><body><table>" + lineEnd() : "").getBytes(charset()));
        above.forEach(cells -> bytes.writeBytes(bytes(cells, "few")));
        header.forEach(cells -> bytes.writeBytes(bytes(cells)));
        return bytes.toByteArray();
    }

    /** A line as it stands in the file. */
    public byte[] bytes(Line line) {
        return below.contains(line.cells()) ? bytes(line.cells(), "few") : bytes(line.cells());
    }

    /** The file. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(headBytes());
        lines().forEach(line -> bytes.writeBytes(bytes(line)));
        return bytes.toByteArray();
    }

    private byte[] bytes(List<String> cells) {
        return bytes(cells, has("all") ? "all" : has("text") ? "text" : "few");
    }

    private byte[] bytes(List<String> cells, String quotes) {
        String separator = separator();
        String line = has("fixed")
                ? cells.stream()
                        .map(cell -> ("%-" + FIXED_WIDTH + "s").formatted(cell))
                        .collect(Collectors.joining())
                : has("html")
                        ? "<tr><td>" + String.join("</td><td>", cells) + "</td></tr>"
                        : cells.stream()
                                .map(cell -> quoted(cell, separator, quotes))
                                .collect(Collectors.joining(separator));
        return (line + lineEnd()).getBytes(charset());
    }

    private static String quoted(String cell, String separator, String quotes) {
        boolean rowName = cell.startsWith("\"") && cell.indexOf('"', 1) < 0;
        String text = rowName ? cell.substring(1) : cell;
        boolean asText = !text.isEmpty() && !text.equals("NA") && !text.matches("0|(0?[.]|[1-9])[0-9]*([.][0-9]*)?");
        boolean must = text.contains(separator) || text.contains("\"") || text.contains("\n");
        return rowName || must || quotes.equals("all") || (quotes.equals("text") && asText)
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }

    private String separator() {
        String name = dialect.split(" ", -1)[1];
        return switch (name) {
            case "tab" -> "\t";
            case "bar" -> "|";
            case "blank" -> " ";
            default -> name;
        };
    }

    private Charset charset() {
        return Charset.forName(dialect.split(" ", -1)[0]);
    }

    private String lineEnd() {
        return has("crlf") ? "\r\n" : "\n";
    }

    private boolean has(String word) {
        return Arrays.asList(dialect.split(" ", -1)).contains(word);
    }
}
