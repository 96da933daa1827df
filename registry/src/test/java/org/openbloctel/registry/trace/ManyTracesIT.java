package org.openbloctel.registry.trace;

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
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.filevault.Vault;
import org.openbloctel.registry.filevault.WrappedKey;
import org.openbloctel.registry.submission.SubmissionFixture;
import org.openbloctel.registry.vault.MasterKeys;
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
    private static final int SETS_A_DAY = LARGE ? 1_800 : 20;
    private static final int WITNESSES = LARGE ? 100 : 20;
    private static final long FIRST = 33_100_000_000L;
    private static final long SPACE = 800_000_000L;
    private static final int OPPOSED_OF_100 = 4;
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
        for (int i = 0; i < WITNESSES; i++) {
            expected.put(FIRST + random.nextLong(SPACE), new ArrayList<>());
        }
        long written = 0;
        int files = 0;
        while (written < THROUGH_THE_DOORS) {
            int size = (int) (MEAN * (random.nextInt(10) == 0 ? 5.5 : 0.5));
            store(fixture, traces, size);
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
            long entries = day(fixture);
            written += entries;
            files += SETS_A_DAY;
            report("a day of %d checks written in %.1f s", entries, (System.nanoTime() - began) / NANOS);
            fixture.later(Duration.ofDays(1));
        }
        report(
                "%d files, %d numbers: %.2f bytes a number",
                files, written, (double) bytes(folder.resolve("files")) / written);
        search(fixture);
    }

    private void store(SubmissionFixture fixture, Traces traces, int size) throws IOException {
        long began = System.nanoTime();
        CheckedSet set = traces.collect();
        Map<Long, Answer> seen = new HashMap<>();
        for (int i = 0; i < size; i++) {
            long number = FIRST + random.nextLong(SPACE);
            Verdict verdict = number % 100 < OPPOSED_OF_100 ? Verdict.OPPOSED : Verdict.CALLABLE;
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
        TracedCheck check = check(fixture);
        fixture.database.runInAccounts(() -> traces.add(stored, check));
        seen.forEach((number, answer) ->
                expected.computeIfAbsent(number, none -> new ArrayList<>()).add(answer));
        storing += System.nanoTime() - began;
    }

    /** A day's volume: sets of numbers, and behind them as many of answers. */
    private long day(SubmissionFixture fixture) throws IOException {
        TraceKeys keys = new TraceKeys(fixture.database, fixture.master, NumberingPlan.FRANCE);
        TraceRows rows = new TraceRows(fixture.database, keys.bits());
        int year = LegalCalendar.dayOf(fixture.now).getYear();
        TreeMap<Long, Long> witnesses = new TreeMap<>();
        expected.keySet().forEach(number -> witnesses.put(keys.of(year).print(number), number));
        UUID id = UUID.randomUUID();
        byte[] key = MasterKeys.newDataKey();
        Shape shape = Shape.of(keys.bits(), IN_A_DAY * 104 / 100, 2 * SETS_A_DAY);
        long directory;
        long written = 0;
        int mean = (int) ((1L << keys.bits()) / IN_A_DAY);
        try (PrintsWriter writer =
                new PrintsWriter(fixture.vault.of(Vault.Kind.TRACE).create(id, Volume.FILE, key), shape)) {
            boolean answered = true;
            int last = -1;
            for (long print = 0; print < 1L << keys.bits(); ) {
                Long witness = witnesses.isEmpty() || witnesses.firstKey() > print
                        ? null
                        : witnesses.pollFirstEntry().getValue();
                if (witness != null) {
                    print = keys.of(year).print(witness);
                    int set = random.nextInt(SETS_A_DAY);
                    writer.add(print, set, 0);
                    writer.add(print, SETS_A_DAY + set, Answer.OPPOSED.code());
                    expected.computeIfAbsent(witness, none -> new ArrayList<>()).add(Answer.OPPOSED);
                    answered = true;
                } else {
                    int set = last + 1 + random.nextInt(SETS_A_DAY - last - 1);
                    writer.add(print, set, 0);
                    answered = random.nextInt(100) < OPPOSED_OF_100 || set == SETS_A_DAY - 1;
                    if (answered) {
                        writer.add(print, SETS_A_DAY + set, Answer.OPPOSED.code());
                    }
                    last = set;
                }
                written++;
                int gap = random.nextInt(2 * mean + 1);
                print += answered ? Math.max(1, gap) : gap;
                last = gap == 0 && !answered ? last : -1;
            }
            directory = writer.finish();
            Volume volume = new Volume(
                    id,
                    year,
                    LegalCalendar.dayOf(fixture.now),
                    WrappedKey.of(key, id, fixture.master),
                    null,
                    writer.entries(),
                    shape,
                    directory);
            fixture.database.runInAccounts(() -> rows.add(volume));
        }
        fixture.database.runInAccounts(() -> rows(fixture, rows, id));
        return written;
    }

    private void rows(SubmissionFixture fixture, TraceRows rows, UUID volume) {
        for (int set = 0; set < SETS_A_DAY; set++) {
            UUID numbers = UUID.randomUUID();
            UUID answers = UUID.randomUUID();
            rows.add(new TraceRows.SetRow(numbers, volume, set, MEAN, new byte[] {1}));
            rows.add(new TraceRows.SetRow(answers, volume, SETS_A_DAY + set, MEAN / 25, new byte[] {1}));
            rows.add(new TraceRows.CheckRow(check(fixture), numbers, Optional.of(answers)));
        }
    }

    private TracedCheck check(SubmissionFixture fixture) {
        UUID company = new UUID(0, random.nextInt(500));
        return new TracedCheck(
                TracedCheck.Kind.FILE,
                fixture.now,
                fixture.now,
                company,
                company,
                UUID.randomUUID(),
                null,
                null,
                null,
                7);
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
