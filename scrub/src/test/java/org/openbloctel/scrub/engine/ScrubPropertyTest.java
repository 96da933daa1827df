package org.openbloctel.scrub.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** The engine against {@link Oracle}, on random files, chunks and threads. {@code -Dseed=N} replays a failure. */
@Tag("long")
final class ScrubPropertyTest {
    private static final Set<Long> LISTED = Set.of(33639980001L, 262692123456L, 33400000001L);

    private static final Set<Fault> REFUSALS = Set.of(
            Fault.NO_SUCH_COLUMN,
            Fault.UNSURE_COLUMN,
            Fault.EMPTY,
            Fault.OTHER_WIDTHS,
            Fault.OTHER_SEPARATOR,
            Fault.ALIGNED_COLUMNS);

    private final OppositionList list = list();

    private static OppositionList list() {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        LISTED.forEach(builder::add);
        return builder.build(1, Instant.EPOCH);
    }

    @Test
    void everyFileIsScrubbedAsTheObviousProgramDoes() throws IOException {
        SplittableRandom random = Seed.random(ScrubPropertyTest.class);
        for (int i = 0; i < Integer.getInteger("cases", 800); i++) {
            check(random, new DirtyFile(random, false), 5000);
        }
    }

    @Test
    void everyFileWithLongLinesIsScrubbedAsTheObviousProgramDoes() throws IOException {
        SplittableRandom random = Seed.random(ScrubPropertyTest.class);
        for (int i = 0; i < Integer.getInteger("cases", 800) / 80; i++) {
            check(random, new DirtyFile(random, true), 400_000);
        }
    }

    /** Some law: the last digit decides, and of the listed numbers one in three may be called. */
    private static final class ByDigits implements Ruling {
        @Override
        public List<String> rules() {
            return List.of("one", "other");
        }

        @Override
        public void rule(long[] nationals, int n, byte[] rulings) {
            for (int i = 0; i < n; i++) {
                if (nationals[i] >= 0) {
                    rulings[i] = switch ((int) (nationals[i] % 7)) {
                        case 0, 1 -> Ruling.forbidden(0);
                        case 2 -> Ruling.forbidden(1);
                        case 3 -> CALLABLE;
                        case 4 -> CANNOT_TELL;
                        default -> rulings[i];
                    };
                }
            }
        }
    }

    private void check(SplittableRandom random, DirtyFile dirty, int mostChunk) throws IOException {
        byte[] file = dirty.bytes();
        LayoutOptions options = dirty.options();
        int threads = 1 + random.nextInt(4);
        int least = file.length / 3000;
        int chunkBytes = 1 + least + random.nextInt(random.nextBoolean() ? 40 + least : mostChunk);
        String how = threads + " threads, chunks of " + chunkBytes + ", " + options;
        boolean fine = false;
        try {
            Ruling ruling = random.nextBoolean() ? new ByDigits() : null;
            Scrubbed got = Scrubbed.of(file, options, list, ruling, threads, chunkBytes);
            Oracle wanted = new Oracle(file, got.layout(), LISTED, ruling);
            assertThat(counts(got)).as(how).isEqualTo(counts(wanted));
            for (Verdict verdict : ruling == null ? Verdict.BY_LIST : List.of(Verdict.values())) {
                assertThat(got.returned(verdict))
                        .as(verdict + ", " + how)
                        .isEqualTo(wanted.returned.get(verdict.ordinal()).toByteArray());
            }
            fine = true;
        } catch (CallFileException e) {
            fine = REFUSALS.contains(e.fault()); // no line has the column, or most have others: nothing to compare
            assertThat(fine).as(e + how).isTrue();
        } finally {
            if (!fine) {
                System.out.println(
                        "The file is in scrub/" + Files.write(Path.of("target", "failing-call-file.csv"), file));
            }
        }
    }

    private static Map<String, Long> counts(Scrubbed got) {
        Map<String, Long> counts = new TreeMap<>();
        ScrubReport report = got.report();
        counts.put("callable", report.callable());
        counts.put("opposed", report.opposed());
        report.forbiddenByRule().forEach((rule, n) -> counts.put("forbidden " + rule, n));
        report.uncheckedByReason().forEach((reason, n) -> counts.put(reason.code(), n));
        counts.values().removeIf(n -> n == 0);
        return counts;
    }

    private static Map<String, Long> counts(Oracle wanted) {
        return wanted.outcomes.stream()
                .collect(Collectors.groupingBy(outcome -> outcome, TreeMap::new, Collectors.counting()));
    }

    @Test
    void lineThatNamesTheSeparatorGoesIntoEachFileWhereThereIsNoHeader() throws IOException {
        byte[] file = "SEP=|\r\nAnne|0639980001\r\nBert|0639980002\r\n".getBytes(UTF_8);
        Scrubbed got = Scrubbed.of(file, LayoutOptions.NONE, list, 1, 100);
        assertThat(new String(got.callable(), UTF_8)).isEqualTo("SEP=|\r\nBert|0639980002\r\n");
        assertThat(new String(got.opposed(), UTF_8)).isEqualTo("SEP=|\r\nAnne|0639980001\r\n");
        assertThat(got.report().layout().header()).isFalse();
    }

    @Test
    void returnedFilesHoldEveryLineExactlyOnceAndInOrder() throws IOException {
        SplittableRandom random = Seed.random(ScrubPropertyTest.class);
        for (int i = 0; i < 100; i++) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            int rows = random.nextInt(400);
            for (int row = 0; row < rows; row++) {
                String number = List.of("0639980001", "0639980002", "x", "").get(random.nextInt(4));
                file.writeBytes((row + ";" + number + "\n").getBytes(UTF_8));
            }
            LayoutOptions options = new LayoutOptions(
                    List.of("1"), Optional.of(';'), Optional.empty(), Optional.of(false), Optional.empty());
            if (rows == 0) {
                continue;
            }
            Scrubbed got =
                    Scrubbed.of(file.toByteArray(), options, list, 1 + random.nextInt(4), 1 + random.nextInt(99));
            long[] seen = new long[rows];
            for (Verdict verdict : Verdict.BY_LIST) {
                List<Integer> ids = new String(got.returned(verdict), UTF_8)
                        .lines()
                        .map(line -> Integer.valueOf(line.substring(0, line.indexOf(';'))))
                        .toList();
                assertThat(ids).isSorted();
                ids.forEach(id -> seen[id]++);
            }
            assertThat(seen).containsOnly(1);
        }
    }
}
