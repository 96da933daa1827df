package org.openbloctel.registry.list.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.engine.Seed;

/** What comes out is what went in, ascending and each once; the library's sort is the oracle. */
final class PrintBucketsTest {
    private static final int[] COUNTS = {0, 1, 2, 300, 4_095, 4_096, 4_097, 20_000, 150_000};
    private static final int IGNORED = 3;
    private static final int PRINT_SHIFT = 34;

    private final SplittableRandom random = Seed.random(PrintBucketsTest.class);

    /** Numbers that are spread evenly, that are few, whose first bits are alike, and that rise. */
    private List<LongSupplier> kinds() {
        long[] next = {random.nextLong()};
        return List.of(
                random::nextLong,
                () -> random.nextLong(50) << 40,
                random::nextInt,
                () -> Long.MIN_VALUE ^ random.nextLong(1L << 12),
                () -> next[0]++);
    }

    private long[] filled(PrintBuckets buckets, int count, LongSupplier kind) {
        long[] all = LongStream.generate(kind).limit(count).toArray();
        for (int from = 0; from < count; ) {
            int n = Math.min(count - from, 1 + random.nextInt(2_000));
            buckets.add(Arrays.copyOfRange(all, from, from + n), n);
            from += n;
        }
        return all;
    }

    private static long[] distinct(long[] all) {
        return LongStream.of(all).sorted().distinct().toArray();
    }

    private static List<Long> given(PrintBuckets buckets) throws IOException {
        List<Long> given = new ArrayList<>();
        buckets.forEach((prints, n) -> {
            for (int i = 0; i < n; i++) {
                given.add(prints[i]);
            }
            Arrays.fill(prints, 7); // the array is the taker's
        });
        return given;
    }

    private static List<Long> boxed(long[] all) {
        return LongStream.of(all).boxed().toList();
    }

    @Test
    void arrayHasAllAscendingAndEachOnce() {
        for (int count : COUNTS) {
            for (LongSupplier kind : kinds()) {
                PrintBuckets buckets = new PrintBuckets(0, 1 << 24);
                long[] all = filled(buckets, count, kind);
                assertThat(buckets.count()).isEqualTo(count);
                long[] sorted = buckets.toArray();
                assertThat(Arrays.copyOf(sorted, buckets.count())).isEqualTo(distinct(all));
            }
        }
    }

    @Test
    void takerGetsAllAsOftenAsItAsks() throws IOException {
        for (int count : COUNTS) {
            for (LongSupplier kind : kinds()) {
                PrintBuckets buckets = new PrintBuckets(0, 1 << 24);
                long[] all = filled(buckets, count, kind);
                if (random.nextBoolean()) {
                    buckets.dropDoubles();
                }
                List<Long> expected = boxed(distinct(all));
                assertThat(given(buckets)).isEqualTo(expected);
                assertThat(given(buckets)).isEqualTo(expected);
                assertThat(buckets.count()).isEqualTo(expected.size());
            }
        }
    }

    @Test
    void moreIsAddedAfterDoublesWereDroppedAndAfterAllWasForgotten() throws IOException {
        for (LongSupplier kind : kinds()) {
            PrintBuckets buckets = new PrintBuckets(0, 1 << 24);
            long[] first = filled(buckets, random.nextInt(60_000), kind);
            buckets.dropDoubles();
            long[] second = filled(buckets, random.nextInt(60_000), kind);
            buckets.dropDoubles();
            long[] both = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            assertThat(given(buckets)).isEqualTo(boxed(distinct(both)));
            int room = buckets.room();
            buckets.clear();
            assertThat(given(buckets)).isEmpty();
            long[] third = filled(buckets, random.nextInt(10_000), kind);
            buckets.dropDoubles();
            assertThat(given(buckets)).isEqualTo(boxed(distinct(third)));
            assertThat(buckets.room()).isGreaterThanOrEqualTo(room);
        }
    }

    @Test
    void ofPrintsThatDifferInTheLastBitsTheLowestIsKept() throws IOException {
        for (int different : new int[] {100, 3_000, 1 << 30}) {
            PrintBuckets buckets = new PrintBuckets(IGNORED, 1 << 24);
            long[] all = filled(
                    buckets, 30_000, () -> random.nextLong(different) << PRINT_SHIFT | random.nextLong(1 << IGNORED));
            TreeMap<Long, Long> lowest = new TreeMap<>();
            for (long one : all) {
                lowest.merge(one >> IGNORED, one, Math::min);
            }
            buckets.dropDoubles();
            assertThat(given(buckets)).isEqualTo(new ArrayList<>(lowest.values()));
        }
    }

    @Test
    void fewThatComeOverAndOverTakeNoRoom() {
        Map<Integer, Integer> rooms = Map.of(1 << 12, 1 << 12, 1 << 15, 1 << 16);
        rooms.forEach((roomy, room) -> {
            PrintBuckets buckets = new PrintBuckets(0, roomy);
            filled(buckets, 300_000, () -> random.nextLong(90));
            assertThat(buckets.room()).isLessThanOrEqualTo(room);
            buckets.dropDoubles();
            assertThat(buckets.count()).isEqualTo(90);
        });
    }
}
