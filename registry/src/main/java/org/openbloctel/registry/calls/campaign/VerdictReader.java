package org.openbloctel.registry.calls.campaign;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Reads a file {@code verdicts} back, line by line, as the scrub writes it; a damaged one is an {@link IOException}. Not thread-safe. */
final class VerdictReader implements Closeable {
    private static final Line HEADER = new Line("Telephone", "Identifiant", "Reponse");
    private static final int FIELDS = 3;
    private static final String FORMULA = "=+-@\t\r";

    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private boolean first = true;

    VerdictReader(InputStream file) {
        this.reader = CsvReader.builder()
                .fieldSeparator(';')
                .allowUnclosedQuote(false)
                .skipEmptyLines(false)
                .ofCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8));
        this.records = reader.iterator();
    }

    /**
     * A line.
     *
     * @param number as the call file has it
     * @param reference the caller's own, or the line
     * @param answer {@code OK}, {@code OPPOSED}, or {@code UNCHECKED} and why
     */
    record Line(String number, String reference, String answer) {}

    /** The next line, the header passed over; null at the end. */
    @Nullable
    Line next() throws IOException {
        Line line = line();
        if (first) {
            first = false;
            return HEADER.equals(line) ? line() : line;
        }
        return line;
    }

    private @Nullable Line line() throws IOException {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord fields = records.next();
            if (fields.getFieldCount() != FIELDS) {
                throw new IOException("a line of verdicts does not have three fields");
            }
            return new Line(plain(fields.getField(0)), plain(fields.getField(1)), plain(fields.getField(2)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            if (e.getCause() instanceof RuntimeException ofTheStream) {
                throw ofTheStream;
            }
            // Without the library's text, which quotes the file.
            throw new IOException("a line of verdicts is damaged");
        }
    }

    /** Without the apostrophe that keeps spreadsheets from reading a formula. */
    private static String plain(String field) {
        boolean guarded = field.length() > 1 && field.charAt(0) == '\'' && FORMULA.indexOf(field.charAt(1)) >= 0;
        return guarded ? field.substring(1) : field;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
