package org.openbloctel.registry.platform.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A reader of a breakdown who knows how it is made cannot compute a part that is not shown. */
final class BreakdownTest {
    private static final LocalDate MONTH = LocalDate.of(2026, 10, 1);
    private static final int MAX_WHOLE = 14;

    /** All tables of so many parts whose whole is small enough to list them. */
    private static void tables(int parts, Consumer<long[]> each) {
        tables(new long[parts], 0, MAX_WHOLE, each);
    }

    private static void tables(long[] counts, int at, int left, Consumer<long[]> each) {
        if (at == counts.length) {
            each.accept(counts.clone());
            return;
        }
        for (int value = 0; value <= left; value++) {
            counts[at] = value;
            tables(counts, at + 1, left - value, each);
        }
    }

    /** What a reader sees of a table: the whole, and the parts that are shown. */
    private static List<Long> seen(long[] counts) {
        int kept = Breakdown.kept(counts);
        List<Long> seen = new ArrayList<>();
        seen.add(LongStream.of(counts).sum());
        for (int i = 0; i < kept; i++) {
            seen.add(counts[i]);
        }
        return seen;
    }

    @Test
    void partThatIsNotShownMayBeTwoValuesAtLeast() {
        for (int parts = 2; parts <= 5; parts++) {
            int n = parts;
            Map<List<Long>, List<Set<Long>>> possible = new HashMap<>();
            tables(n, counts -> {
                List<Set<Long>> values = possible.computeIfAbsent(seen(counts), any -> {
                    List<Set<Long>> sets = new ArrayList<>();
                    for (int i = 0; i < n; i++) {
                        sets.add(new HashSet<>());
                    }
                    return sets;
                });
                for (int i = 0; i < n; i++) {
                    values.get(i).add(counts[i]);
                }
            });
            possible.forEach((seen, values) -> {
                for (int i = seen.size() - 1; i < n && seen.getFirst() > 0; i++) {
                    assertThat(values.get(i))
                            .as("part %s of %s, seen %s", i, n, seen)
                            .hasSizeGreaterThan(1);
                }
            });
        }
    }

    @Test
    void partThatIsShownIsNotSmallUnlessAllIsNothing() {
        tables(4, counts -> {
            int kept = Breakdown.kept(counts);
            for (int i = 0; i < kept && LongStream.of(counts).sum() > 0; i++) {
                assertThat(counts[i]).isGreaterThanOrEqualTo(Breakdown.MIN_SHOWN);
            }
        });
    }

    @Test
    void partsAddUpToTheWhole() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            Map<String, Long> values = new HashMap<>();
            Figure.FILES
                    .parts()
                    .forEach(part -> values.put(part, (long) random.nextInt(random.nextBoolean() ? 9 : 900)));
            Breakdown made = Breakdown.of(MONTH, Figure.FILES, values);
            long shown = made.shown().stream().mapToLong(Breakdown.Part::value).sum();
            Breakdown.Rest rest = made.rest();
            assertThat(shown + (rest == null ? 0 : rest.value()))
                    .as("seed %s", seed)
                    .isEqualTo(values.values().stream().mapToLong(one -> one).sum());
            made.shown().forEach(part -> assertThat(part.value()).isEqualTo(values.get(part.code())));
        }
    }

    @Test
    void aSmallPartTakesAnotherWithIt() {
        assertThat(Breakdown.of(
                        MONTH, Figure.FILES, Map.of("api", 90L, "portal", 80L, "sftp", 70L, "watch", 60L, "mail", 4L)))
                .isEqualTo(new Breakdown(
                        MONTH,
                        Figure.FILES,
                        List.of(
                                new Breakdown.Part("api", 90),
                                new Breakdown.Part("portal", 80),
                                new Breakdown.Part("sftp", 70)),
                        new Breakdown.Rest(List.of("watch", "mail"), 64)));
    }
}
