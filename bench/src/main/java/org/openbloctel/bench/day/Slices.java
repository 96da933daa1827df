package org.openbloctel.bench.day;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.openbloctel.bench.data.CallFile;

/** Small call files cut out of a generated one, each with other lines. */
final class Slices {
    private static final int STEP =
            997; // a prime, so that the slices of one turn do not begin where those of the last did

    private final Path folder;
    private final byte[] calls;
    private final byte[] truth;
    private final int[] lines;

    Slices(Path folder, CallFile from) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.calls = Files.readAllBytes(from.calls());
        this.truth = Files.readAllBytes(from.truth());
        this.lines = begins(calls, truth.length);
    }

    /** Where each line begins, the header at 0 and the end at last. */
    private static int[] begins(byte[] calls, int rows) {
        int[] begins = new int[rows + 2];
        int n = 1;
        for (int i = 0; i < calls.length; i++) {
            if (calls[i] == '\n') {
                begins[n++] = i + 1;
            }
        }
        return begins;
    }

    /** The file with a number, of so many lines below the header. */
    CallFile cut(long number, int rows) throws IOException {
        int first = (int) (number * STEP % (truth.length - rows));
        Path file = folder.resolve("calls-" + number + ".csv");
        Path right = folder.resolve("calls-" + number + ".truth");
        int from = lines[first + 1];
        int to = lines[first + 1 + rows];
        byte[] bytes = new byte[lines[1] + to - from];
        System.arraycopy(calls, 0, bytes, 0, lines[1]);
        System.arraycopy(calls, from, bytes, lines[1], to - from);
        Files.write(file, bytes);
        Files.write(right, Arrays.copyOfRange(truth, first, first + rows));
        return new CallFile(file, right, rows, bytes.length);
    }
}
