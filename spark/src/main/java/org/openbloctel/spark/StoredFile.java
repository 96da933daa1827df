package org.openbloctel.spark;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.openbloctel.scrub.engine.OrderedFile;
import org.openbloctel.scrub.file.Container;

/** A returned file on a store that is written from its beginning to its end, packed as the call file was. */
final class StoredFile extends OrderedFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final DigestOutputStream stored;
    private final OutputStream packer;

    /**
     * Begins a file.
     *
     * @param entry the name of the table inside a zip archive
     */
    StoredFile(OutputStream out, Container container, String entry, boolean digest) throws IOException {
        super(false, BUFFER);
        this.stored = new DigestOutputStream(out, newSha256());
        this.stored.on(digest);
        this.packer = packed(new BufferedOutputStream(stored, BUFFER), container, entry);
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
    protected OutputStream lines() {
        return packer;
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
