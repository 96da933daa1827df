package org.openbloctel.registry.list.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** The figures of fresh numbers are those of the plain formulas, in any order. */
final class FiguresTest {
    private static final NumberingPlan PLAN = NumberingPlan.FRANCE;

    private final SplittableRandom random = Seed.random(FiguresTest.class);
    private final OppositionList list = new ListBuilder(PLAN).build(1, Instant.EPOCH);
    private final PrintKey key = new PrintKey(new byte[PrintKey.BYTES]);

    @Test
    void dispersionIsVarianceByMeanOverAllAssignedBlocks() {
        int[] counts = new int[7_000];
        BlockSpread blocks = new BlockSpread(PLAN);
        int n = 5_000;
        for (int i = 0; i < n; i++) {
            int block = random.nextInt(1 + random.nextInt(counts.length));
            counts[block]++;
            blocks.add(730_000_000 + (long) block * BlockSpread.SIZE + random.nextInt(BlockSpread.SIZE), 1, 1);
        }
        double assigned = AssignedBlocks.of(PLAN, 7);
        double mean = n / assigned;
        double variance = (assigned - counts.length) * mean * mean / assigned;
        for (int count : counts) {
            variance += (count - mean) * (count - mean) / assigned;
        }
        assertThat(blocks.zones().get(7).dispersion()).isCloseTo(variance / mean, within(1e-9));
    }

    /** Numbers that have a neighbour in their group of four; those that the density explains are taken off. */
    @Test
    void neighboursAreThoseOfBruteForceInAnyOrder() {
        Figures figures = new Figures(PLAN);
        Set<Long> added = new HashSet<>();
        for (int i = 0; i < 3_000; i++) {
            long national = 612_340_000L + random.nextInt(4_000);
            long e164 = PLAN.international(national);
            added.add(e164);
            figures.add(key.print(e164), e164, 1, list);
        }
        long neighbours = 0;
        for (long e164 : added) {
            boolean before = (e164 & 3) > 0 && added.contains(e164 - 1);
            boolean after = (e164 & 3) < 3 && added.contains(e164 + 1);
            neighbours += before || after ? 1 : 0;
        }
        BlockSpread blocks = figures.blocks();
        assertThat(figures.counts().sampled()).isEqualTo(added.size());
        assertThat(figures.counts().neighbours()).isCloseTo(neighbours - blocks.neighboursByChance(), within(1e-6));
    }

    /** A craftsman has each of them; more than a town's are a walk, as mobiles are from the first one on. */
    @Test
    void fixedNumbersOfATownAreNoNeighbours() {
        assertThat(neighboursOf(412_340_000, 10_000)).isZero();
        assertThat(neighboursOf(412_340_000, 20_000)).isGreaterThan(0.2);
        assertThat(neighboursOf(612_340_000, 10_000)).isGreaterThan(0.5);
    }

    private double neighboursOf(long first, int n) {
        Figures figures = new Figures(PLAN);
        for (long national = first; national < first + n; national++) {
            long e164 = PLAN.international(national);
            figures.add(key.print(e164), e164, 1, list);
        }
        return figures.counts().share(figures.counts().neighbours());
    }

    /** A number in 08 has no subscriber either: people do not have them in their call files. */
    @Test
    void specialNumbersCountAsThoseWithoutSubscriber() {
        Figures figures = new Figures(PLAN);
        for (long national : new long[] {800_123_456, 401_234_567, 612_345_678}) {
            long e164 = PLAN.international(national);
            figures.add(key.print(e164), e164, 1, list);
        }
        assertThat(figures.counts().unassigned()).isEqualTo(2);
    }

    /** As with the other signs, a quarter of the least numbers is needed. */
    @Test
    void evenSpreadOfTooFewNumbersConcludesNothing() {
        BlockSpread blocks = new BlockSpread(PLAN);
        int n = 20_000;
        for (int i = 0; i < n; ) {
            long national = 600_000_000L + random.nextInt(100_000_000);
            if (PLAN.objection(national) == null) {
                blocks.add(national, 1, 1);
                i++;
            }
        }
        assertThat(Sign.even(blocks, rules(4 * n))).extracting(Sign.Found::sign).containsExactly(Sign.EVEN);
        assertThat(Sign.even(blocks, rules(4 * n + 1))).isEmpty();
    }

    private static GuardRules rules(int least) {
        GuardRules usual = GuardRules.USUAL;
        return new GuardRules(
                least,
                usual.leastForEven(),
                usual.unassigned(),
                usual.neighbours(),
                usual.opposed(),
                usual.gross(),
                usual.coverage(),
                usual.free());
    }
}
