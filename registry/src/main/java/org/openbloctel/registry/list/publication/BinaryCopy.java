package org.openbloctel.registry.list.publication;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.openbloctel.registry.platform.vault.NumberPermutation;

/** PostgreSQL's binary form of COPY, for rows of one sealed number, a {@code uuid}: half the work of the text form on either side. */
final class BinaryCopy {
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int HEADER = SIGNATURE.length + 8;

    private BinaryCopy() {}

    /** Reads rows of one {@code uuid}; a buffer is a whole row, or the header before the first. */
    static final class Reader {
        private final NumberPermutation.Bulk numbers;
        private boolean begun;
        private boolean ended;

        Reader(NumberPermutation.Bulk numbers) {
            this.numbers = numbers;
        }

        void read(ByteBuffer bytes) throws IOException {
            if (!begun) {
                byte[] signature = new byte[SIGNATURE.length];
                bytes.get(signature);
                bytes.getInt();
                bytes.position(HEADER + bytes.getInt());
                begun = true;
            }
            while (bytes.hasRemaining()) {
                short fields = bytes.getShort();
                if (fields == -1) {
                    ended = true;
                    numbers.end();
                    return;
                }
                if (fields != 1 || bytes.getInt() != NumberPermutation.BLOCK) {
                    throw new IOException("not a row of one number");
                }
                numbers.add(bytes.getLong(), bytes.getLong());
            }
        }

        /** Fails unless the end was read: rows cut off are numbers that would be called. */
        void end() throws IOException {
            if (!ended) {
                throw new IOException("the table was not read to its end");
            }
        }
    }
}
