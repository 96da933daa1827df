package org.openbloctel.registry.platform.filevault;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * An encrypting stream that is closed once: the libraries would write the last segment twice. Closes the file below even when that segment cannot
 * be written: the libraries leave it open, and a deleted file would still take its room. Not thread-safe.
 */
final class ClosedOnce extends FilterOutputStream {
    private final OutputStream stored;
    private boolean closed;

    ClosedOnce(OutputStream encrypting, OutputStream stored) {
        super(encrypting);
        this.stored = stored;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try (stored) {
                out.close();
            }
        }
    }
}
