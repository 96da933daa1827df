package org.openbloctel.server.portal.submission;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table for spreadsheets: UTF-8 with the mark by which they know it, semicolons, CRLF, and no field that they would take for a
 * formula. Not thread-safe.
 */
final class CsvTable {
    private static final String MARK = "\ufeff";
    private static final String BEGINS_A_FORMULA = "=+-@\t\r";

    private final StringBuilder out = new StringBuilder(MARK);

    CsvTable row(List<String> fields) {
        out.append(fields.stream().map(CsvTable::field).collect(Collectors.joining(";")))
                .append("\r\n");
        return this;
    }

    private static String field(String text) {
        String harmless = !text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quote = harmless.chars().anyMatch(c -> c == ';' || c == '"' || c == '\n' || c == '\r');
        return quote ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
