package org.openbloctel.registry.platform.filevault;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.openbloctel.registry.platform.vault.Sha256;

/** Counts and digests what is written through it. Not thread-safe. */
public final class CountedOutput extends OutputStream {
    private final OutputStream out;
    private final MessageDigest sha256 = Sha256.newDigest();
    private long size;

    /** Passes on to this stream. */
    public CountedOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        sha256.update(bytes, from, length);
        size += length;
    }

    /** The bytes so far. */
    public long size() {
        return size;
    }

    /** The SHA-256, hexadecimal. Called once, at the end. */
    public String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
