package org.openbloctel.registry.list.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import org.openbloctel.registry.platform.vault.Sha256;

/**
 * The digest of a set's prints, or of prints with their answers, by which an equal set is found: SHA-256 of eight bytes each. Not
 * thread-safe.
 */
final class SetDigest {
    private static final int BUFFER = 1 << 14;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final MessageDigest digest = Sha256.newDigest();
    private final byte[] buffer = new byte[BUFFER];
    private int filled;
    private long count;

    void add(long print, int answer) {
        if (filled == BUFFER) {
            digest.update(buffer);
            filled = 0;
        }
        LONG.set(buffer, filled, print << Byte.SIZE | answer);
        filled += Long.BYTES;
        count++;
    }

    /** Adds the first entries of an array with their answers. */
    void add(long[] entries, int n) {
        for (int i = 0; i < n; i++) {
            add(entries[i] >>> CheckedSet.ANSWER_BITS, (int) entries[i] & CheckedSet.ANSWER_MASK);
        }
    }

    /** Adds the prints of the first entries of an array. */
    void addPrints(long[] entries, int n) {
        for (int i = 0; i < n; i++) {
            add(entries[i] >>> CheckedSet.ANSWER_BITS, 0);
        }
    }

    /** Adds those whose answer is another than "callable". */
    void addAnswers(long[] entries, int n) {
        for (int i = 0; i < n; i++) {
            int answer = (int) entries[i] & CheckedSet.ANSWER_MASK;
            if (answer != Answer.CALLABLE.code()) {
                add(entries[i] >>> CheckedSet.ANSWER_BITS, answer);
            }
        }
    }

    long count() {
        return count;
    }

    byte[] value() {
        digest.update(buffer, 0, filled);
        filled = 0;
        return digest.digest();
    }
}
