package org.openbloctel.registry.scrubbing;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.openbloctel.registry.filevault.CountedOutput;
import org.openbloctel.scrub.engine.ReturnedFile;
import org.openbloctel.scrub.engine.ScrubOptions;
import org.openbloctel.scrub.file.Container;

/**
 * A returned file on its way into the vault: packed as the call file was, digested as it will be downloaded, encrypted. Written
 * in the order of the file, by one thread at a time.
 */
final class ResultFile extends ReturnedFile {
    private static final int BUFFER = 1 << 16;

    private final String storedName;
    private final CountedOutput stored;
    private final OutputStream packer;
    /** Holds what comes of one chunk: all goes through digest and cipher in one piece. */
    private final byte[] buffer = new byte[ScrubOptions.CHUNK_BYTES];

    /**
     * Begins the file.
     *
     * @param vault a new file of the vault
     * @param container what the call file was wrapped in; a workbook's bytes come packed already
     * @param entry the name inside a zip archive
     */
    ResultFile(String storedName, OutputStream vault, Container container, String entry) throws IOException {
        super(false);
        this.storedName = storedName;
        this.stored = new CountedOutput(vault);
        this.packer = new BufferedOutputStream(pack(stored, container, entry), BUFFER);
    }

    private static OutputStream pack(OutputStream out, Container container, String entry) throws IOException {
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
    public long append(ByteBuffer bytes) throws IOException {
        ByteBuffer left = bytes.duplicate();
        while (left.hasRemaining()) {
            int n = Math.min(buffer.length, left.remaining());
            left.get(buffer, 0, n);
            packer.write(buffer, 0, n);
        }
        return WRITTEN;
    }

    @Override
    public void write(ByteBuffer bytes, long position) {
        throw new IllegalStateException("written in order");
    }

    /** For what does not come as lines. */
    OutputStream stream() {
        return packer;
    }

    /** Completes the file: it is on the disk now, though under a name that nobody knows yet. */
    Returned.Stored finish(Returned.Kind kind) throws IOException {
        packer.close();
        return new Returned.Stored(kind, storedName, stored.size(), stored.hex());
    }

    /** Lets go of a file that comes to nothing: what is deleted takes room for as long as it is open. */
    void abandon() throws IOException {
        stored.close();
    }
}
