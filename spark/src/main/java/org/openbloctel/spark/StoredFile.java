package org.openbloctel.spark;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.openbloctel.scrub.engine.ReturnedFile;
import org.openbloctel.scrub.file.Container;

/** A returned file on a store that is written from its beginning to its end, packed as the call file was. */
final class StoredFile extends ReturnedFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final DigestOutputStream stored;
    private final OutputStream packer;
    private final byte[] buffer = new byte[BUFFER];

    /**
     * Begins a file.
     *
     * @param entry the name of the table inside a zip archive
     */
    StoredFile(OutputStream out, Container container, String entry, boolean digest) throws IOException {
        super(false);
        this.stored = new DigestOutputStream(out, newSha256());
        this.stored.on(digest);
        this.packer = packer(new BufferedOutputStream(stored, BUFFER), container, entry);
    }

    private static OutputStream packer(OutputStream out, Container container, String entry) throws IOException {
        return switch (container) {
            case PLAIN, WORKBOOK -> out;
            case GZIP -> new GZIPOutputStream(out);
            case ZIP -> {
                ZipOutputStream zip = new ZipOutputStream(out);
                zip.putNextEntry(new ZipEntry(entry));
                yield zip;
            }
        };
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String digest(MessageDigest sha256) {
        return "sha256:" + HexFormat.of().formatHex(sha256.digest());
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

    /** Completes the file; its digest is that of the stored bytes. */
    String finish() throws IOException {
        packer.close();
        return digest(stored.getMessageDigest());
    }

    /** Gives up a file that was not finished; of a finished one, nothing. */
    @Override
    public void close() throws IOException {
        stored.close();
    }
}
