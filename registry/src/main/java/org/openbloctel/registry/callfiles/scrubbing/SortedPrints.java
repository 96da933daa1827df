package org.openbloctel.registry.callfiles.scrubbing;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Ascending fingerprints, of which those that were known before can be struck out. Not thread-safe. */
final class SortedPrints {
    private static final int BLOCK = 1 << 16;

    private final long[] prints;
    private final int count;
    private final long[] known;
    private int left;

    SortedPrints(long[] prints, int count) {
        this.prints = prints;
        this.count = count;
        this.known = new long[(count + 63) >>> 6];
        this.left = count;
    }

    int count() {
        return count;
    }

    /** How many were not struck out. */
    int fresh() {
        return left;
    }

    /** Strikes out what is in an older file. */
    void strike(InputStream older) throws IOException {
        try (DataInputStream in = new DataInputStream(older)) {
            long unread = in.readLong();
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            int at = 0;
            for (; unread > 0 && at < count; unread -= BLOCK / Long.BYTES) {
                block.clear().limit((int) Math.min(BLOCK, unread * Long.BYTES));
                in.readFully(block.array(), 0, block.limit());
                at = strike(block, at);
            }
        }
    }

    private int strike(ByteBuffer older, int from) {
        int at = from;
        while (older.hasRemaining() && at < count) {
            long print = older.getLong();
            while (at < count && prints[at] < print) {
                at++;
            }
            if (at < count && prints[at] == print && (known[at >>> 6] & 1L << at) == 0) {
                known[at >>> 6] |= 1L << at;
                left--;
            }
        }
        return at;
    }

    /** Strikes out each of these, in any order. */
    void strikeEach(long[] older) {
        for (long print : older) {
            int at = Arrays.binarySearch(prints, 0, count, print);
            if (at >= 0 && (known[at >>> 6] & 1L << at) == 0) {
                known[at >>> 6] |= 1L << at;
                left--;
            }
        }
    }

    /** Those of a stretch that were not struck out. */
    long[] left(int from, int length) {
        return IntStream.range(from, Math.min(count, from + length))
                .filter(at -> (known[at >>> 6] & 1L << at) == 0)
                .mapToLong(at -> prints[at])
                .toArray();
    }

    long[] all() {
        return Arrays.copyOf(prints, count);
    }

    void write(OutputStream file) throws IOException {
        try (file) {
            ByteBuffer block = ByteBuffer.allocate(BLOCK).putLong(count);
            for (int i = 0; i < count; i++) {
                if (!block.hasRemaining()) {
                    file.write(block.array(), 0, block.position());
                    block.clear();
                }
                block.putLong(prints[i]);
            }
            file.write(block.array(), 0, block.position());
        }
    }
}
