package org.openbloctel.bench.lookup;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** The numbers of the list, and those that are asked for: anything among mobiles, of which some are on it. */
final class Numbers {
    private static final long FRANCE = 33_000_000_000L;
    private static final long SPACE = 1_000_000_000L;

    private final long[] bits = new long[(int) (SPACE / 64)];

    /** The numbers of a text of E.164 lines, mainland ones. */
    static Numbers of(Path text) throws IOException {
        Numbers numbers = new Numbers();
        try (BufferedReader lines = Files.newBufferedReader(text)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                long national = Long.parseLong(line.substring(1)) - FRANCE;
                if (national >= 0 && national < SPACE) {
                    numbers.bits[(int) (national >>> 6)] |= 1L << national;
                }
            }
        }
        return numbers;
    }

    boolean listed(long e164) {
        long national = e164 - FRANCE;
        return (bits[(int) (national >>> 6)] >>> national & 1) != 0;
    }

    static long[] drawn(SplittableRandom random, int size) {
        return random.longs(size, FRANCE + 600_000_000, FRANCE + 639_000_000).toArray();
    }
}
