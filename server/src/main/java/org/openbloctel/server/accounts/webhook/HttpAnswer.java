package org.openbloctel.server.accounts.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer of HTTP/1, read from a stream: its status, its head of 16 KiB at most, and the first 4 KiB of its body.
 *
 * @param headers by their names in small letters, the last of each
 * @param body its beginning; what could be had of it
 */
record HttpAnswer(int status, Map<String, String> headers, String body) {
    private static final int MAX_HEAD = 16 << 10;
    private static final int MAX_BODY = 4 << 10;
    private static final int MAX_INTERIM = 5;
    private static final int FINAL = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int HEX = 16;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})( .*)?");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,8})[ \t]*(;.*)?");

    static HttpAnswer read(InputStream in) throws IOException {
        Head head = new Head(in);
        for (int i = 0; i <= MAX_INTERIM; i++) {
            Matcher line = STATUS_LINE.matcher(head.line());
            if (!line.matches()) {
                throw new ProtocolException("no status line");
            }
            int status = Integer.parseInt(line.group(1));
            Map<String, String> headers = head.fields();
            if (status >= FINAL) {
                return new HttpAnswer(status, headers, body(in, status, headers));
            }
        }
        throw new ProtocolException("interim answers without end");
    }

    /** The status counts, so that a body that is cut off, late or broken is no fault. */
    private static String body(InputStream in, int status, Map<String, String> headers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (status == NO_CONTENT || status == NOT_MODIFIED) {
            return "";
        }
        try {
            if (headers.getOrDefault("transfer-encoding", "")
                    .toLowerCase(Locale.ROOT)
                    .endsWith("chunked")) {
                chunks(in, out);
            } else {
                String length = headers.getOrDefault("content-length", "");
                copy(in, out, LENGTH.matcher(length).matches() ? Long.parseLong(length) : Long.MAX_VALUE);
            }
        } catch (IOException e) {
            // What came of it is enough.
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void chunks(InputStream in, ByteArrayOutputStream out) throws IOException {
        Head lines = new Head(in);
        while (out.size() < MAX_BODY) {
            Matcher size = CHUNK.matcher(lines.line());
            long length = size.matches() ? Long.parseLong(size.group(1), HEX) : 0;
            if (length == 0) {
                return;
            }
            copy(in, out, length);
            lines.line();
        }
    }

    /** Byte by byte: the stream is buffered, and what came before it stalls is kept. */
    private static void copy(InputStream in, ByteArrayOutputStream out, long length) throws IOException {
        long left = Math.min(length, MAX_BODY - (long) out.size());
        while (left > 0) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            out.write(next);
            left--;
        }
    }

    /** Reads lines, so many bytes together. Not thread-safe. */
    private static final class Head {
        private final InputStream in;
        private int left = MAX_HEAD;

        Head(InputStream in) {
            this.in = in;
        }

        String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            while (left-- > 0) {
                int next = in.read();
                if (next < 0) {
                    throw new ProtocolException("cut off");
                }
                if (next == '\n') {
                    String text = line.toString(StandardCharsets.ISO_8859_1);
                    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
                }
                line.write(next);
            }
            throw new ProtocolException("the head is too large");
        }

        Map<String, String> fields() throws IOException {
            Map<String, String> fields = new HashMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    fields.put(
                            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                            line.substring(colon + 1).strip());
                }
            }
            return fields;
        }
    }
}
