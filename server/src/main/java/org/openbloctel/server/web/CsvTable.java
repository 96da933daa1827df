package org.openbloctel.server.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A table for spreadsheets: UTF-8 with the mark by which they know it, semicolons, CRLF, and no field that they would take for a
 * formula. Not thread-safe.
 */
public final class CsvTable {
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final String MARK = "\ufeff";
    private static final String BEGINS_A_FORMULA = "=+-@\t\r";

    private final StringBuilder out = new StringBuilder(MARK);

    /** Adds a row. */
    public CsvTable row(List<String> fields) {
        out.append(fields.stream().map(CsvTable::field).collect(Collectors.joining(";")))
                .append("\r\n");
        return this;
    }

    /** The answer that hands it over as a file of this name. */
    public ResponseEntity<String> download(String name) {
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION, Attachment.disposition(name))
                .body(toString());
    }

    private static String field(String text) {
        String harmless = !text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quote = harmless.chars().anyMatch(c -> c == ';' || c == '"' || c == '\n' || c == '\r');
        return quote ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }

    /** All of it. */
    @Override
    public String toString() {
        return out.toString();
    }
}
