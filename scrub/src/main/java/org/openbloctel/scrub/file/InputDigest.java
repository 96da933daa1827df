package org.openbloctel.scrub.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of a call file as it was given, computed while it is read where its container allows. */
final class InputDigest {
    private final @Nullable MessageDigest sha256;
    private @Nullable Path later;
    private boolean unpacked = true;
    private boolean plain = true;

    InputDigest(boolean wanted) {
        this.sha256 = wanted ? newSha256() : null;
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The file is read out of order: it is digested at the end, from the disk. */
    void readLater(Path file) {
        later = file;
        unpacked = false;
    }

    /** The bytes seen are unpacked ones: {@link #packed} sees the file's own. */
    void packedAsStream() {
        unpacked = false;
    }

    /** What is not packed is not digested. */
    void leavePlain() {
        plain = false;
    }

    void unpacked(ByteBuffer bytes) {
        if (sha256 != null && unpacked && plain) {
            sha256.update(bytes);
        }
    }

    void packed(byte[] bytes, int from, int length) {
        if (sha256 != null && !unpacked && later == null) {
            sha256.update(bytes, from, length);
        }
    }

    /** Reads what the container left unread behind its end, so that the digest is of the whole file. */
    static void drain(InputStream in) throws IOException {
        byte[] rest = new byte[8192];
        while (in.read(rest) >= 0) {}
    }

    String finish() throws IOException {
        if (sha256 == null || (unpacked && !plain)) {
            return "";
        }
        if (later != null) {
            try (FileChannel channel = FileChannel.open(later, StandardOpenOption.READ)) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
                while (channel.read(buffer.clear()) >= 0) {
                    sha256.update(buffer.flip());
                }
            }
        }
        return "sha256:" + HexFormat.of().formatHex(sha256.digest());
    }
}
