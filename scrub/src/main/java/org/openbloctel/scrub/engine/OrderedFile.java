package org.openbloctel.scrub.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.openbloctel.scrub.file.Container;

/** A returned file that is written through a stream, from its beginning to its end, by one thread at a time. */
public abstract class OrderedFile extends ReturnedFile {
    private static final int BUFFER = 1 << 16;

    private final int piece;
    /** Bytes go to the stream from an array: those of the call file may lie outside the heap. */
    private byte[] buffer = {};

    /**
     * With a digest of what is given to {@link #digest}, or without.
     *
     * @param piece how many bytes from outside the heap go to the stream at once at the most
     */
    protected OrderedFile(boolean digest, int piece) {
        super(digest);
        this.piece = piece;
    }

    /** The stream that takes the lines. */
    protected abstract OutputStream lines();

    /** Packs what goes to a stream as the call file was packed; a workbook's bytes are packed already. */
    protected static OutputStream packed(OutputStream out, Container container, String entry) throws IOException {
        return switch (container) {
            case PLAIN, WORKBOOK -> out;
            case GZIP -> new GZIPOutputStream(out, BUFFER);
            case ZIP -> {
                ZipOutputStream zip = new ZipOutputStream(out);
                zip.putNextEntry(new ZipEntry(entry));
                yield zip;
            }
        };
    }

    @Override
    final boolean takesArrays() {
        return true;
    }

    @Override
    public final long append(ByteBuffer bytes) throws IOException {
        if (bytes.hasArray()) {
            lines().write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            return WRITTEN;
        }
        if (buffer.length == 0) {
            buffer = new byte[piece];
        }
        ByteBuffer left = bytes.duplicate();
        while (left.hasRemaining()) {
            int n = Math.min(buffer.length, left.remaining());
            left.get(buffer, 0, n);
            lines().write(buffer, 0, n);
        }
        return WRITTEN;
    }

    @Override
    public final void write(ByteBuffer bytes, long position) {
        throw new IllegalStateException("written in order");
    }
}
