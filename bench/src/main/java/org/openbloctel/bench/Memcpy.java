package org.openbloctel.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.openbloctel.bench.report.Median;

/** How long this machine takes to copy a text in memory: the least that reading it could cost. */
final class Memcpy {

    /** Larger texts are reckoned from a part of them. */
    private static final int MAX_BYTES = 1 << 28;

    private Memcpy() {}

    static double seconds(Path text) throws IOException {
        byte[] from;
        try (InputStream in = Files.newInputStream(text)) {
            from = in.readNBytes(MAX_BYTES);
        }
        byte[] to = new byte[from.length];
        // The first copy also pays for memory that was never touched.
        copy(from, to);
        double middle = Median.of(IntStream.range(0, 9).mapToDouble(i -> copy(from, to)));
        return middle * Files.size(text) / from.length;
    }

    private static double copy(byte[] from, byte[] to) {
        long start = System.nanoTime();
        System.arraycopy(from, 0, to, 0, from.length);
        return (System.nanoTime() - start) * 1e-9;
    }
}
