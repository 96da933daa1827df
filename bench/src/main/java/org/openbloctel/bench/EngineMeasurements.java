package org.openbloctel.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.report.Measured;
import org.openbloctel.scrub.engine.Progress;
import org.openbloctel.scrub.engine.ReturnedFile;
import org.openbloctel.scrub.engine.Scrub;
import org.openbloctel.scrub.engine.ScrubOptions;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.NumberingPlan;

/** What is measured of the engine inside this JVM, warm: the reader, opening and probing a list, and the scaling. */
final class EngineMeasurements {
    private static final int STRINGS = 1_000_000;
    private static final int ROUNDS = 7;

    private EngineMeasurements() {}

    /** P15: nanoseconds a number on the messy file's phone fields. */
    static List<Measured> reader(InProcess.Material material) throws IOException {
        List<byte[]> fields = phoneFields(material.messy().calls());
        NumberReader reader = new NumberReader(NumberingPlan.FRANCE);
        double best = Double.MAX_VALUE;
        long read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            read = 0;
            for (byte[] field : fields) {
                read += reader.read(field, 0, field.length) >= 0 ? 1 : 0;
            }
            best = Math.min(best, (System.nanoTime() - start) / (double) fields.size());
        }
        double unread = 100.0 * (fields.size() - read) / fields.size();
        String value = String.format(
                Locale.ROOT, "%.1f ns a number, %.1f %% of them unreadable, nothing behind it", best, unread);
        return List.of(new Measured("P15", value, best <= 60));
    }

    private static List<byte[]> phoneFields(Path calls) throws IOException {
        List<byte[]> fields = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(calls)) {
            lines.readLine();
            for (String line = lines.readLine(); line != null && fields.size() < STRINGS; line = lines.readLine()) {
                String[] cells = line.split(";", -1);
                if (cells.length == 6 && line.indexOf("\"\"") < 0) {
                    fields.add(cells[3].replace("\"", "").getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return fields;
    }

    /** P10: opening a prepared list. P9: memory of its probing form. */
    static List<Measured> list(InProcess.Material material) throws IOException {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            OppositionList.open(material.prepared());
            best = Math.min(best, (System.nanoTime() - start) / 1e6);
        }
        OppositionList list = OppositionList.open(material.prepared());
        long before = used();
        probeUntilExpanded(list);
        double bytes = (double) (used() - before) / list.size();
        return List.of(
                new Measured("P10", String.format(Locale.ROOT, "%.1f ms, checksum included", best), best <= 5),
                new Measured("P9 probed", String.format(Locale.ROOT, "%.1f", bytes), bytes <= 7));
    }

    private static void probeUntilExpanded(OppositionList list) {
        long[] numbers = new long[1 << 12];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = 100_000_000 + i * 200_000L;
        }
        for (int i = 0; i < 1000; i++) {
            list.probe(numbers, numbers.length, new long[numbers.length], new byte[numbers.length]);
        }
    }

    @SuppressWarnings("SystemGc") // the one way to read what is really held
    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** P6: two threads over one with the output discarded, so that the disk does not count. */
    static List<Measured> scaling(InProcess.Material material) throws IOException {
        OppositionList list = OppositionList.open(material.prepared());
        CallFile file = material.messy();
        double one = Double.MAX_VALUE;
        double two = Double.MAX_VALUE;
        long rows = 0;
        for (int round = 0; round < ROUNDS; round++) {
            one = Math.min(one, seconds(file, list, 1));
            two = Math.min(two, seconds(file, list, 2));
            rows = file.rows();
        }
        String value = String.format(
                Locale.ROOT,
                "%.2f, messy file, output discarded: %.1f and %.1f M rows/s with 1 and 2 threads",
                one / two,
                rows / one / 1e6,
                rows / two / 1e6);
        return List.of(new Measured("P6", value, one / two >= 1.9));
    }

    private static double seconds(CallFile file, OppositionList list, int threads) throws IOException {
        try (var calls = org.openbloctel.scrub.file.CallFile.open(file.calls(), false)) {
            Layout layout = calls.layout(LayoutOptions.NONE, list.plan());
            List<ReturnedFile> nowhere =
                    List.of(ReturnedFile.nowhere(), ReturnedFile.nowhere(), ReturnedFile.nowhere());
            ScrubOptions options = new ScrubOptions(threads, false, ScrubOptions.CHUNK_BYTES);
            long start = System.nanoTime();
            ScrubReport report = new Scrub(calls, layout, list, options, nowhere, Progress.NONE).run();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (report.rows() != file.rows()) {
                throw new IllegalStateException("wrong answer: " + Map.of("rows", report.rows()));
            }
            return seconds;
        }
    }
}
