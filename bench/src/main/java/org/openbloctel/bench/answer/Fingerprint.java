package org.openbloctel.bench.answer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Length and checksum of each written file, to see in a fraction of the time that a later run wrote what an earlier one did. */
public record Fingerprint(List<Long> figures) {

    private static final long NONE = -1;

    public static Fingerprint of(List<Expected> files) throws IOException {
        List<Long> figures = new ArrayList<>();
        for (Expected each : files) {
            boolean written = Files.exists(each.file());
            figures.add(written ? Files.size(each.file()) : NONE);
            figures.add(written ? checksum(each.file()) : NONE);
        }
        return new Fingerprint(List.copyOf(figures));
    }

    private static long checksum(Path file) throws IOException {
        CRC32C sum = new CRC32C();
        byte[] buffer = new byte[1 << 18];
        try (InputStream in = Files.newInputStream(file)) {
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                sum.update(buffer, 0, got);
            }
        }
        return sum.getValue();
    }
}
