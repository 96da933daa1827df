package org.openbloctel.server.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.engine.Seed;

final class MannWhitneyTest {
    /** Hollander and Wolfe (1973), permeability of membranes: their W is 35, so z is 9.5 divided by the root of 800 twelfths. */
    @Test
    void membranesHaveTheValueOfTheTextbook() {
        long[] atTerm = {80, 83, 189, 104, 145, 138, 191, 164, 73, 146};
        long[] before = {115, 88, 90, 74, 121};
        assertThat(MannWhitney.p(atTerm, before)).isCloseTo(0.2446, within(0.0005));
        assertThat(MannWhitney.p(before, atTerm)).isCloseTo(MannWhitney.p(atTerm, before), within(1e-9));
    }

    /** Worked out apart. */
    @Test
    void tiesShareTheirRanks() {
        long[] one = {1, 2, 2, 3, 5, 8};
        long[] other = {2, 4, 4, 6, 9, 9, 10};
        assertThat(MannWhitney.p(one, other)).isCloseTo(0.0976, within(0.0005));
    }

    @Test
    void equalSamplesDoNotDiffer() {
        long[] same = {7, 7, 7, 7};
        assertThat(MannWhitney.p(same, same)).isEqualTo(1);
        assertThat(MannWhitney.p(new long[] {1, 2, 3}, new long[] {1, 2, 3})).isCloseTo(1, within(1e-6));
    }

    /** Of samples of one distribution, as many are below a limit as it says. */
    @Test
    void onePercentOfEqualDistributionsIsBelowOnePercent() {
        SplittableRandom random = Seed.random(MannWhitneyTest.class);
        long below = IntStream.range(0, 2_000)
                .filter(round -> MannWhitney.p(sample(random, 0), sample(random, 0)) < 0.01)
                .count();
        assertThat(below).isBetween(4L, 45L);
    }

    @Test
    void smallShiftOfManyIsFound() {
        SplittableRandom random = new SplittableRandom(7);
        assertThat(MannWhitney.p(sample(random, 0), sample(random, 30))).isLessThan(0.001);
    }

    private static long[] sample(SplittableRandom random, long shift) {
        return IntStream.range(0, 300)
                .mapToLong(i -> shift + random.nextInt(100))
                .toArray();
    }
}
