package org.openbloctel.registry.scrubbing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Ascending fingerprints, of which those that were known before can be struck out. Not thread-safe. */
final class SortedPrints {
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
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(older, 1 << 16))) {
            long size = in.readLong();
            int at = 0;
            for (long i = 0; i < size && at < count; i++) {
                long print = in.readLong();
                while (at < count && prints[at] < print) {
                    at++;
                }
                if (at < count && prints[at] == print && (known[at >>> 6] & 1L << at) == 0) {
                    known[at >>> 6] |= 1L << at;
                    left--;
                }
            }
        }
    }

    void write(OutputStream file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(file, 1 << 16))) {
            out.writeLong(count);
            for (int i = 0; i < count; i++) {
                out.writeLong(prints[i]);
            }
        }
    }
}
