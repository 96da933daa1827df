package org.openbloctel.scrub.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A returned file in memory, written at positions by all threads, as plain files are. */
final class MemoryFile extends ReturnedFile {
    private byte[] bytes = new byte[1024];
    private int size;
    private int written;

    MemoryFile() {
        super(false);
    }

    @Override
    public synchronized long append(ByteBuffer lines) {
        int position = size;
        size += lines.remaining();
        if (size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size, bytes.length * 2));
        }
        return position;
    }

    @Override
    public synchronized void write(ByteBuffer lines, long position) {
        written += lines.remaining();
        lines.duplicate().get(bytes, (int) position, lines.remaining());
    }

    /** What was written, once all of it was. */
    synchronized byte[] content() {
        if (written != size) {
            throw new AssertionError(written + " bytes written, " + size + " announced");
        }
        return Arrays.copyOf(bytes, size);
    }
}
