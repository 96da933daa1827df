package org.openbloctel.registry.list.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.number.NumberingPlan;

/** The part of blocks that was asked for is the same at each level of the sample. */
final class CoverageTest {
    private static final NumberingPlan PLAN = NumberingPlan.FRANCE;
    private static final long MOBILE = 612_340_000;
    private static final int TODAY = 100;

    private final SplittableRandom random = Seed.random(CoverageTest.class);
    private final PrintKey key = new PrintKey(new byte[PrintKey.BYTES]);

    private Spread spread(LongStream nationals, int level, int day) {
        Spread spread = new Spread(PLAN);
        add(spread, nationals, level, day);
        return spread;
    }

    private void add(Spread spread, LongStream nationals, int level, int day) {
        nationals.map(PLAN::international).forEach(e164 -> {
            long print = key.print(e164);
            if (PrintKey.isSampled(print, level)) {
                spread.add(print, e164, level, day);
            }
        });
    }

    /** So many of a hundred numbers of sixty mobile blocks. */
    private LongStream part(int percent) {
        long salt = random.nextLong();
        return LongStream.range(MOBILE, MOBILE + 60 * BlockSpread.SIZE)
                .filter(n -> Long.remainderUnsigned(key.print(n ^ (salt & 0xffff)) >>> 9, 100) < percent);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 5, 8})
    void shareIsThatOfTheBlocksAtEachLevel(int level) {
        Coverage coverage = spread(part(45), level, TODAY).coverage();
        assertThat(coverage.level()).isGreaterThanOrEqualTo(level);
        // Five standard deviations: 0.007, and of a sample of one group in 256 0.03.
        assertThat(coverage.share()).isCloseTo(0.45, within(level < 8 ? 0.04 : 0.15));
        assertThat(coverage.isSurely(0.3)).isTrue();
        assertThat(coverage.isSurely(0.6)).isFalse();
    }

    /** Companies with ten numbers one after the other: in a sample their groups would look like a crowd. */
    @Test
    void numbersOfOneGroupAreNoPair() {
        LongStream ranges = LongStream.range(0, 4_000)
                .map(i -> 610_000_000 + 10_000 * i + 10L * random.nextInt(1_000))
                .flatMap(first -> LongStream.range(first, first + 10));
        assertThat(spread(ranges, 6, TODAY).coverage().share()).isLessThan(0.01);
    }

    /** What was added at a lower level counts as much as what came later at a higher one. */
    @Test
    void daysOfSeveralLevelsAreCountedAtTheHighest() {
        Spread spread = spread(part(20), 1, TODAY);
        add(spread, part(30).map(n -> n + 60 * BlockSpread.SIZE), 6, TODAY + 3);
        assertThat(spread.coverage().level()).isEqualTo(6);
        assertThat(spread.coverage().share()).isCloseTo((20 * 0.2 + 30 * 0.3) / 50, within(0.06));
        Spread read = Spread.read(PLAN, spread.written(TODAY + 3), spread.thinnest(), TODAY + 3);
        assertThat(read.coverage().share()).isEqualTo(spread.coverage().share());
        Spread later = Spread.read(PLAN, spread.written(TODAY + 3), spread.thinnest(), TODAY + 9);
        assertThat(later.coverage().level()).as("four days are left").isEqualTo(6);
        assertThat(later.coverage().share()).isCloseTo(0.3, within(0.06));
        Spread over = Spread.read(PLAN, spread.written(TODAY + 3), spread.thinnest(), TODAY + 10);
        assertThat(over.coverage().level()).as("a week later").isZero();
        assertThat(over.coverage().share()).isZero();
    }

    @Test
    void fixedBlocksAreLeftOut() {
        assertThat(spread(LongStream.range(412_340_000, 412_350_000), 0, TODAY)
                        .coverage()
                        .share())
                .isZero();
        Coverage boxes =
                spread(LongStream.range(970_000_000, 970_005_000), 0, TODAY).coverage();
        assertThat(boxes.share()).isCloseTo(0.5, within(1e-3));
        assertThat(boxes.count(97_000)).isGreaterThanOrEqualTo(boxes.crowd(0.4));
        assertThat(boxes.count(97_001)).isLessThan(boxes.crowd(0.4));
    }
}
