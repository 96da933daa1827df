package org.openbloctel.registry.list.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.submission.SubmissionFixture;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * Many traces: {@code make bench-traces} writes two billion prints of 20,000 files and prints what writing, merging and searching cost. The
 * first files come through the real doors and the real merge; the rest is written as a merge leaves it, a volume a day, in the order of the
 * prints. A small run is in each check. The right checks of some numbers are known while the files are made, and compared.
 */
final class ManyTracesIT {
    private static final long TOTAL = Long.getLong("traces", 120_000L);
    private static final boolean LARGE = TOTAL > 10_000_000;
    private static final int MEAN = LARGE ? 100_000 : 3_000;
    private static final long THROUGH_THE_DOORS = LARGE ? 20_000_000 : 100_000;
    private static final long IN_A_DAY = LARGE ? 180_000_000 : 10_000;
    private static final int FILES_A_DAY = LARGE ? 1_800 : 20;
    private static final int WITNESSES = LARGE ? 100 : 20;
    private static final long FIRST = 33_100_000_000L;
    private static final long SPACE = 800_000_000L;
    private static final double NANOS = 1e9;

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(2_000_000_000L);
    private final Map<Long, List<Answer>> expected = new HashMap<>();
    private long storing;
    private long merging;

    @Test
    void allChecksOfANumberAreFound() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        TraceKeeping keeping = new TraceKeeping(
                fixture.database, fixture.clock(), fixture.master, fixture.vault, NumberingPlan.FRANCE);
        Traces traces = fixture.traces(fixture.database);
        ManyTraces many = new ManyTraces(
                fixture.database, fixture.master, fixture.vault, random, () -> new UUID(0, random.nextInt(500)));
        for (int i = 0; i < WITNESSES; i++) {
            expected.put(FIRST + random.nextLong(SPACE), new ArrayList<>());
        }
        long written = 0;
        int files = 0;
        while (written < THROUGH_THE_DOORS) {
            int size = (int) (MEAN * (random.nextInt(10) == 0 ? 5.5 : 0.5));
            store(fixture, traces, many.check(fixture.now), size);
            fixture.later(Duration.ofSeconds(1));
            written += size;
            files++;
            if (files % 200 == 0) {
                merge(keeping);
            }
        }
        fixture.later(Duration.ofDays(1));
        merge(keeping);
        report(
                "%d files, %d numbers: stored in %.1f s, %.0f ns each",
                files, written, storing / NANOS, (double) storing / written);
        report("merged in %.1f s, %.0f ns each", merging / NANOS, (double) merging / written);
        while (written < TOTAL) {
            long began = System.nanoTime();
            long entries = many.write(new ManyTraces.Day(fixture.now, IN_A_DAY, FILES_A_DAY), expected.keySet());
            expected.values().forEach(answers -> answers.add(Answer.OPPOSED));
            written += entries;
            files += FILES_A_DAY;
            report("a day of %d checks written in %.1f s", entries, (System.nanoTime() - began) / NANOS);
            fixture.later(Duration.ofDays(1));
        }
        report(
                "%d files, %d numbers: %.2f bytes a number",
                files, written, (double) bytes(folder.resolve("files")) / written);
        search(fixture);
    }

    private void store(SubmissionFixture fixture, Traces traces, TracedCheck check, int size) throws IOException {
        long began = System.nanoTime();
        CheckedSet set = traces.collect();
        Map<Long, Answer> seen = new HashMap<>();
        for (int i = 0; i < size; i++) {
            long number = FIRST + random.nextLong(SPACE);
            Verdict verdict = number % 100 < ManyTraces.OPPOSED_OF_100 ? Verdict.OPPOSED : Verdict.CALLABLE;
            set.add(number, verdict);
            if (expected.containsKey(number)) {
                seen.put(number, Answer.of(verdict));
            }
        }
        if (random.nextInt(20) == 0) {
            for (long witness : expected.keySet()) {
                set.add(witness, Verdict.CALLABLE);
                seen.put(witness, Answer.CALLABLE);
            }
        }
        Traces.Stored stored = traces.store(set);
        fixture.database.runInAccounts(() -> traces.add(stored, check));
        seen.forEach((number, answer) ->
                expected.computeIfAbsent(number, none -> new ArrayList<>()).add(answer));
        storing += System.nanoTime() - began;
    }

    private void merge(TraceKeeping keeping) {
        long began = System.nanoTime();
        keeping.run();
        merging += System.nanoTime() - began;
    }

    private void search(SubmissionFixture fixture) {
        TraceSearch search = new TraceSearch(fixture.database, fixture.master, fixture.vault, NumberingPlan.FRANCE);
        for (boolean cold : new boolean[] {true, false}) {
            List<Long> times = new ArrayList<>();
            expected.forEach((number, answers) -> {
                if (cold) {
                    forgetPages();
                }
                long began = System.nanoTime();
                List<TracedCheck.Answered> found =
                        search.of(number, fixture.now).checks();
                times.add(System.nanoTime() - began);
                assertThat(found.stream().map(TracedCheck.Answered::answer)).containsExactlyElementsOf(answers);
            });
            long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
            report(
                    "%s: median %.1f ms, 99 %% within %.1f ms; %d checks found",
                    cold ? "files read from the disk" : "files in memory",
                    sorted[sorted.length / 2] / 1e6,
                    sorted[sorted.length * 99 / 100] / 1e6,
                    expected.values().stream().mapToInt(List::size).sum());
        }
    }

    /** Only for the measurement, and where the system lets it. */
    private static void forgetPages() {
        if (LARGE) {
            try {
                Files.writeString(Path.of("/proc/sys/vm/drop_caches"), "1");
            } catch (IOException e) {
                report("pages of files stay in memory: %s", e.getClass().getSimpleName());
            }
        }
    }

    private static long bytes(Path files) throws IOException {
        try (Stream<Path> all = Files.walk(files)) {
            return all.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is no dependency of the project
    private static void report(String text, Object... values) {
        System.out.println("traces: " + String.format(Locale.ROOT, text, values));
    }
}
