package org.openbloctel.server.platform.pages;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
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
    /** With the wide signs of Asian keyboards, which some spreadsheets read alike. */
    private static final String BEGINS_A_FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private static final Pattern NEGATIVE = Pattern.compile("-[0-9]{1,18}");

    private final StringWriter out = new StringWriter();
    private final CsvWriter csv;

    /** An empty table. */
    public CsvTable() {
        out.write(MARK);
        // No field begins with NUL, so none is quoted for looking like a comment.
        csv = CsvWriter.builder()
                .fieldSeparator(';')
                .commentCharacter('\0')
                .lineDelimiter(LineDelimiter.CRLF)
                .bufferSize(0)
                .build(out);
    }

    /** Adds a row. */
    public CsvTable row(List<String> fields) {
        csv.writeRecord(fields.stream().map(CsvTable::harmless).toList());
        return this;
    }

    /** The answer that hands it over as a file of this name. */
    public ResponseEntity<String> download(String name) {
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION, FileDownload.disposition(name))
                .body(toString());
    }

    private static String harmless(String text) {
        return !text.isEmpty()
                        && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0
                        && !NEGATIVE.matcher(text).matches()
                ? "'" + text
                : text;
    }

    /** All of it. */
    @Override
    public String toString() {
        return out.toString();
    }
}
