package org.openbloctel.registry.list.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;

/** Samples of several levels are added up by what they stand for. */
final class FreshCountsTest {
    private final OppositionList list = new ListBuilder(Population.PLAN).build(1, Instant.EPOCH);
    private final PrintKey key = new PrintKey(new byte[PrintKey.BYTES]);

    /** A thousand numbers of 01, of which some hundreds have no subscriber; each stands for so many. */
    private FreshCounts sample(int unassigned, long scale, int from) {
        Figures figures = new Figures(Population.PLAN);
        for (int i = 0; i < 1_000; i++) {
            long national = i < unassigned ? 800_000_000L + from + 8L * i : 612_000_000L + 997L * (from + i);
            long e164 = Population.PLAN.international(national);
            figures.add(key.print(e164), e164, scale, list);
        }
        return figures.counts();
    }

    /** Counted alike, a thousand of 1,000 would have weighed as much as a thousand of 32,000: 25 % in place of 1.5 %. */
    @Test
    void smallSampleWeighsWhatItStandsFor() {
        FreshCounts week = sample(500, 1, 0).plus(sample(0, 32, 10_000));
        assertThat(week.fresh()).isEqualTo(33_000);
        assertThat(week.share(week.unassigned())).isCloseTo(500 / 33_000.0, within(1e-9));
        assertThat(Sign.in(week, GuardRules.USUAL)).isEmpty();
        FreshCounts other = sample(0, 1, 0).plus(sample(500, 32, 10_000));
        assertThat(Sign.in(other, GuardRules.USUAL))
                .extracting(Sign.Found::toString)
                .containsExactly("UNASSIGNED 48 %");
    }

    /** Ten numbers that stand for a thousand each say as much of a share as ten, however many light ones are beside them. */
    @Test
    void fewHeavyNumbersMakeNoSign() {
        FreshCounts heavy = new FreshCounts(10_000, 10, 10_000, 10_000_000, 3_000, 0, 0);
        FreshCounts week = sample(0, 1, 0).plus(heavy);
        assertThat(week.sampled()).isEqualTo(1_010);
        assertThat(week.independent()).isBetween(11L, 13L);
        assertThat(week.share(week.unassigned())).isGreaterThan(0.25);
        assertThat(Sign.in(week, GuardRules.USUAL)).isEmpty();
    }
}
