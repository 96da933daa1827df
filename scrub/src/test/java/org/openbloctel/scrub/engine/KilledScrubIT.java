package org.openbloctel.scrub.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** A scrub that is killed leaves no file under a final name, or the complete set. */
@Tag("check-long")
final class KilledScrubIT {
    private static final int ROWS = 2_500_000;

    @TempDir
    Path folder;

    /** The process that is killed: scrubs one file into one folder. */
    public static void main(String[] args) throws IOException {
        Path calls = Path.of(args[0]);
        OppositionList list = new ListBuilder(NumberingPlan.FRANCE).build(1, Instant.EPOCH);
        try (CallFile file = CallFile.open(calls, true);
                ReturnedFiles files =
                        new ReturnedFiles(Path.of(args[1]), file.name(), file.entryName(), file.container(), true)) {
            Layout layout = file.layout(LayoutOptions.NONE, list.plan());
            ScrubOptions options = new ScrubOptions(2, true, ScrubOptions.CHUNK_BYTES);
            files.publish(new Scrub(file, layout, list, options, files.targets(), Progress.NONE).run());
        }
    }

    @Test
    void killedScrubLeavesNothingOrAll() throws Exception {
        SplittableRandom random = Seed.random(KilledScrubIT.class);
        Path calls = folder.resolve("calls.csv");
        try (Writer out = Files.newBufferedWriter(calls)) {
            out.write("tel;name\n");
            for (int i = 0; i < ROWS; i++) {
                out.write("0639980002;Anne " + i % 10 + "\n");
            }
        }
        long whole = run(calls, Files.createDirectory(folder.resolve("whole")), 600_000);
        for (int i = 0; i < 8; i++) {
            Path out = Files.createDirectory(folder.resolve("out" + i));
            run(calls, out, whole / 8 + random.nextLong(whole));
            List<String> names = names(out);
            if (names.contains("calls.report.json")) {
                assertThat(names).contains("calls.not-listed.csv", "calls.opposed.csv", "calls.unchecked.csv");
            }
            if (names.contains("calls.not-listed.csv")) {
                assertThat(Files.mismatch(calls, out.resolve("calls.not-listed.csv")))
                        .isEqualTo(-1);
            }
            run(calls, out, 600_000);
            assertThat(names(out))
                    .containsExactly(
                            "calls.not-listed.csv", "calls.opposed.csv", "calls.report.json", "calls.unchecked.csv");
            assertThat(Files.mismatch(calls, out.resolve("calls.not-listed.csv")))
                    .isEqualTo(-1);
            assertThat(Files.readString(out.resolve("calls.report.json"), UTF_8))
                    .contains("\"rows\": " + ROWS);
        }
    }

    /** Runs a scrub and kills it after so many milliseconds; returns how long it took. */
    private static long run(Path calls, Path out, long millis) throws Exception {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledScrubIT.class.getName(),
                        calls.toString(),
                        out.toString())
                .inheritIO()
                .start();
        if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
