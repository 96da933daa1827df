package org.openbloctel.scrub.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where the lines of one verdict go. {@link #append} is called in the order of the file, by one thread at a time; a
 * place that can be written at any position leaves the writing to {@link #write}, which several threads may do at once.
 */
public abstract class ReturnedFile {
    /** What {@link #append} returns when nothing is left to write. */
    public static final long WRITTEN = -1;

    private final @Nullable MessageDigest sha256;

    /** With a digest of the bytes as they are stored, or without. */
    protected ReturnedFile(boolean digest) {
        this.sha256 = digest ? newSha256() : null;
    }

    /** One that keeps nothing. */
    public static ReturnedFile nowhere() {
        return new Nowhere();
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Takes the next bytes.
     *
     * @param bytes the lines, from position to limit, which stay as they are
     * @return the position at which the caller must {@link #write} them, or {@link #WRITTEN}
     */
    public abstract long append(ByteBuffer bytes) throws IOException;

    /** Writes bytes for which {@link #append} gave a position. */
    public abstract void write(ByteBuffer bytes, long position) throws IOException;

    /** Whether bytes in an array cost less than others: they go to a stream. */
    boolean takesArrays() {
        return false;
    }

    /** Writes what a packer still holds back: all lines were taken. */
    void complete() throws IOException {}

    /** Adds stored bytes to the digest, in order. */
    protected final void digest(ByteBuffer stored) {
        if (sha256 != null) {
            sha256.update(stored);
        }
    }

    /** {@code sha256:…} of all stored bytes, to be asked once at the end; empty when not wanted. */
    public final String digest() {
        return sha256 == null ? "" : "sha256:" + HexFormat.of().formatHex(sha256.digest());
    }

    private static final class Nowhere extends ReturnedFile {
        Nowhere() {
            super(false);
        }

        @Override
        public long append(ByteBuffer bytes) {
            return WRITTEN;
        }

        @Override
        public void write(ByteBuffer bytes, long position) {
            throw new IllegalStateException("nothing is written");
        }
    }
}
