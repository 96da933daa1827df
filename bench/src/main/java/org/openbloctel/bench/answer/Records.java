package org.openbloctel.bench.answer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The records of a well-formed CSV file as byte ranges, line end included; a line end inside quotes ends nothing. A byte order
 * mark is passed over. Written for plainness: it is what judges the programs that were written for speed.
 */
final class Records implements AutoCloseable {

    private final InputStream in;
    private byte[] buffer = new byte[1 << 20];
    private int start;
    private int end;
    private int filled;

    Records(Path file) throws IOException {
        in = Files.newInputStream(file);
        fill();
        if (filled >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF) {
            end = 3;
        }
    }

    boolean next() throws IOException {
        start = end;
        boolean quoted = false;
        int at = start;
        while (true) {
            if (at == filled) {
                at -= start;
                if (!fill()) {
                    end = filled;
                    return end > start;
                }
                at += start;
            }
            byte c = buffer[at++];
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\n' && !quoted) {
                end = at;
                return true;
            }
        }
    }

    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Moves the begun record to the front of the buffer and reads on; false at the end of the file. */
    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
            start = 0;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int got = in.readNBytes(buffer, filled, buffer.length - filled);
        filled += got;
        return got > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
