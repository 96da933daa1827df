package org.openbloctel.registry.list.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.engine.Seed;

/** What was asked for: exact while it is little, a sample of stated error when it is much. */
final class AskedTest {
    private static final int TODAY = 20_000;

    private final SplittableRandom random = Seed.random(AskedTest.class);
    private final PrintKey key = key();

    private PrintKey key() {
        byte[] bytes = new byte[PrintKey.BYTES];
        random.nextBytes(bytes);
        return new PrintKey(bytes);
    }

    private long[] prints(int n) {
        return random.longs(33_100_000_000L, 33_999_999_999L)
                .distinct()
                .limit(n)
                .map(key::print)
                .toArray();
    }

    private static Asked of(long... prints) {
        Asked asked = new Asked();
        for (long print : prints) {
            asked.put(print, TODAY);
        }
        return asked;
    }

    private static Set<Long> entries(Asked asked) {
        Set<Long> entries = new HashSet<>();
        asked.forEach(entries::add);
        return entries;
    }

    @Test
    void upToItsLimitItIsExact() {
        long[] prints = prints(Asked.MAX);
        Asked asked = of(prints);
        assertThat(asked.level()).isZero();
        assertThat(asked.estimate()).isEqualTo(Asked.MAX);
        for (long print : prints) {
            assertThat(asked.knows(print, TODAY)).isTrue();
        }
        int unknown = 0;
        for (long print : prints(1_000)) {
            unknown += asked.knows(print, TODAY) ? 0 : 1;
        }
        assertThat(unknown).isGreaterThan(990);
    }

    /** The comment of the class: a batch of f fresh ones is counted with an error of sqrt(2^L / f). */
    @Test
    void freshOnesAreCountedWithTheStatedErrorAndWithoutBias() {
        Asked asked = of(prints(500_000));
        double sum = 0;
        double squares = 0;
        int batches = 200;
        int size = 5_000;
        for (int i = 0; i < batches; i++) {
            long counted = 0;
            for (long print : prints(size)) {
                counted += PrintKey.isSampled(print, asked.level()) && !asked.knows(print, TODAY) ? asked.scale() : 0;
            }
            double error = (double) counted / size - 1;
            sum += error;
            squares += error * error;
        }
        double stated = Math.sqrt((double) asked.scale() / size);
        double known = 500_000.0 / 900_000_000;
        assertThat(sum / batches).isBetween(-known - 5 * stated / Math.sqrt(batches), 5 * stated / Math.sqrt(batches));
        assertThat(Math.sqrt(squares / batches)).isBetween(0.7 * stated, 1.3 * stated);
        assertThat((double) asked.estimate()).isBetween(500_000 * 0.95, 500_000 * 1.05);
    }

    @Test
    void orderAndThinningAndMergingGiveTheSame() {
        long[] prints = prints(60_000);
        Asked forward = of(prints);
        Asked backward = new Asked();
        for (int i = prints.length - 1; i >= 0; i--) {
            backward.put(prints[i], TODAY);
        }
        assertThat(entries(backward)).isEqualTo(entries(forward));
        Asked left = of(Arrays.copyOf(prints, 50_000));
        Asked right = of(Arrays.copyOfRange(prints, 45_000, prints.length));
        Asked merged = Asked.read(left.written(TODAY));
        merged.merge(right);
        Asked other = Asked.read(right.written(TODAY));
        other.merge(left);
        assertThat(entries(merged)).isEqualTo(entries(forward));
        assertThat(entries(other)).isEqualTo(entries(forward));
        assertThat(merged.level()).isEqualTo(forward.level()).isEqualTo(other.level());
        Asked thinned = of(prints);
        thinned.thin(6);
        left.thin(6);
        right.thin(6);
        left.merge(right);
        assertThat(entries(left)).isEqualTo(entries(thinned));
    }

    @Test
    void laterDayOfTwoCountsWhereverItCameFrom() {
        long print = prints(1)[0];
        Asked early = new Asked();
        early.put(print, TODAY - 300);
        Asked late = new Asked();
        late.put(print, TODAY);
        late.merge(early);
        early.merge(late);
        assertThat(late.knows(print, TODAY + Asked.KNOWN_DAYS)).isTrue();
        assertThat(early.knows(print, TODAY + Asked.KNOWN_DAYS)).isTrue();
        assertThat(late.knows(print, TODAY + Asked.KNOWN_DAYS + 1)).isFalse();
        assertThat(entries(Asked.read(late.written(TODAY + Asked.KNOWN_DAYS + 1))))
                .isEmpty();
    }

    /** A file's sample is the one that an account with as many numbers has. */
    @Test
    void readingSamplesAsAnAccountDoesAndWithoutBias() {
        long[] numbers = random.longs(33_100_000_000L, 33_999_999_999L)
                .distinct()
                .limit(100_000)
                .toArray();
        Reading reading = new Reading(key);
        Asked asked = new Asked();
        for (int i = 0; i < 2 * numbers.length; i++) {
            reading.add(numbers[i / 2]);
            asked.put(key.print(numbers[i / 2]), TODAY);
        }
        Set<Long> sampled = new HashSet<>();
        long[] low = {0};
        reading.forEach((print, number) -> {
            assertThat(key.print(number)).isEqualTo(print);
            sampled.add(print);
            low[0] += number < 33_550_000_000L ? 1 : 0;
        });
        assertThat(sampled).isEqualTo(entries(asked));
        assertThat(reading.level()).isEqualTo(asked.level());
        assertThat(reading.total()).isEqualTo(2L * numbers.length);
        double n = sampled.size();
        assertThat(low[0] / n).isBetween(0.5 - 3 / Math.sqrt(n), 0.5 + 3 / Math.sqrt(n));
        assertThat(n * asked.scale()).isBetween(100_000 - 6 * 316 * 2.9, 100_000 + 6 * 316 * 2.9);
    }

    /** However they are cut into arrays. */
    @Test
    void numbersThatAreReadAtOnceAreReadAsOneAfterTheOther() {
        long[] numbers = random.longs(40_000, 33_100_000_000L, 33_999_999_999L).toArray();
        CanarySet known = new CanarySet(new long[] {numbers[0], numbers[300], numbers[39_999], 33_639_980_001L});
        Reading plain = new Reading(key, known);
        for (long number : numbers) {
            plain.add(number);
        }
        Reading reading = new Reading(key, known);
        for (int from = 0; from < numbers.length; ) {
            int some = Math.min(numbers.length - from, random.nextInt(1_000));
            reading.add(Arrays.copyOfRange(numbers, from, from + some + 1), some);
            from += some;
        }
        assertThat(pairs(reading)).isEqualTo(pairs(plain)).isNotEmpty();
        assertThat(reading.level()).isEqualTo(plain.level()).isPositive();
        assertThat(reading.total()).isEqualTo(plain.total());
        assertThat(reading.canaries()).isEqualTo(plain.canaries()).hasSize(3);
    }

    private static Map<Long, Long> pairs(Reading reading) {
        Map<Long, Long> pairs = new HashMap<>();
        reading.forEach(pairs::put);
        return pairs;
    }
}
