package org.openbloctel.registry.campaign;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a file {@code verdicts} back, line by line, as the scrub writes it. Not thread-safe. */
final class VerdictReader implements Closeable {
    private static final String FORMULA = "=+-@\t\r";

    private final Reader in;
    private final StringBuilder field = new StringBuilder();
    private boolean first = true;
    private boolean endOfLine;

    VerdictReader(InputStream file) {
        this.in = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8), 1 << 16);
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
            return line != null && line.equals(new Line("Telephone", "Identifiant", "Reponse")) ? line() : line;
        }
        return line;
    }

    private @Nullable Line line() throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            return null;
        }
        in.reset();
        String number = field();
        String reference = field();
        String answer = field();
        if (!endOfLine) {
            throw new IOException("a line of verdicts has more than three fields");
        }
        return new Line(number, reference, answer);
    }

    private String field() throws IOException {
        field.setLength(0);
        int c = in.read();
        if (c == '"') {
            c = quoted();
        } else {
            while (c >= 0 && c != ';' && c != '\r') {
                field.append((char) c);
                c = in.read();
            }
        }
        endOfLine = c != ';';
        if (c == '\r' && in.read() != '\n') {
            throw new IOException("a line of verdicts does not end as it should");
        }
        boolean guarded = field.length() > 1 && field.charAt(0) == '\'' && FORMULA.indexOf(field.charAt(1)) >= 0;
        return guarded ? field.substring(1) : field.toString();
    }

    /** What follows the closing quote. */
    private int quoted() throws IOException {
        while (true) {
            int c = in.read();
            if (c == '"') {
                c = in.read();
                if (c != '"') {
                    return c;
                }
            }
            if (c < 0) {
                throw new IOException("a line of verdicts is cut off");
            }
            field.append((char) c);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
