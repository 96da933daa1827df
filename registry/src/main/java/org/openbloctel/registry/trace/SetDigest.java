package org.openbloctel.registry.trace;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.openbloctel.registry.vault.Sha256;

/** The digest of a set's prints, or of prints with their answers, by which an equal set is found. Not thread-safe. */
final class SetDigest {
    private static final int BUFFER = 1 << 14;

    private final MessageDigest digest = Sha256.newDigest();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long count;

    void add(long print, int answer) {
        if (!buffer.hasRemaining()) {
            digest.update(buffer.array());
            buffer.clear();
        }
        buffer.putLong(print << Byte.SIZE | answer);
        count++;
    }

    long count() {
        return count;
    }

    byte[] value() {
        digest.update(buffer.array(), 0, buffer.position());
        buffer.clear();
        return digest.digest();
    }
}
