package org.openbloctel.bench.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text as bytes, gathered in one large buffer: at hundreds of millions of rows a stream call a field would cost more than the rows. */
final class TextSink implements AutoCloseable {

    private static final int FLUSH_AT = 1 << 20;
    private static final int MAX_ROW_BYTES = 4096;

    private final OutputStream out;
    private final byte[] buffer = new byte[FLUSH_AT + MAX_ROW_BYTES];
    private int at;
    private long flushed;

    TextSink(Path file) throws IOException {
        out = Files.newOutputStream(file);
    }

    void put(int ascii) {
        buffer[at++] = (byte) ascii;
    }

    void put(byte[] text) {
        System.arraycopy(text, 0, buffer, at, text.length);
        at += text.length;
    }

    void putDecimal(long value, int digits) {
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        at += digits;
    }

    void putDecimal(long value) {
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        putDecimal(value, digits);
    }

    /** To be called after each row. */
    void endRow() throws IOException {
        if (at >= FLUSH_AT) {
            flush();
        }
    }

    private void flush() throws IOException {
        out.write(buffer, 0, at);
        flushed += at;
        at = 0;
    }

    long written() {
        return flushed + at;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }
}
