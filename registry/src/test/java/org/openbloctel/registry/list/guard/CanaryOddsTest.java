package org.openbloctel.registry.list.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.number.NumberingPlan;

/** From how many canaries on a company is stopped: slips of a finger are not enough, and digits by chance are no knowledge of the list. */
final class CanaryOddsTest {
    private final SplittableRandom random = Seed.random(CanaryOddsTest.class);

    private static CanaryOdds odds(int asked, double fresh) {
        return CanaryOdds.of(asked, fresh, 6_000, NumberingPlan.FRANCE);
    }

    @Test
    void oneCanaryIsNotedAndStopsNoCompany() {
        for (double fresh : new double[] {0, 1, 1_000, 10_000_000}) {
            assertThat(odds(1, fresh).found()).isEmpty();
            assertThat(odds(1, fresh).noted()).isPresent();
        }
        assertThat(odds(0, 1_000).noted()).isEmpty();
    }

    @Test
    void canariesThatSlipsDoNotExplainStopTheCompany() {
        assertThat(odds(2, 1_000).found()).singleElement().hasToString("CANARIES 2");
        assertThat(odds(2, 50_000).found()).as("two slips of 50,000").isEmpty();
        assertThat(odds(4, 50_000).found()).hasSize(1);
        assertThat(odds(4, 50_000).noted()).isEmpty();
    }

    /** A million digits by chance hit eleven: a pollster is held, and not taken for one who has the list. */
    @Test
    void digitsByChanceAreHeldAndAListThatIsKnownIsSuspended() {
        assertThat(odds(11, 1_000_000).found()).singleElement().matches(found -> !found.gross());
        assertThat(odds(5, 10_000).found()).singleElement().matches(Sign.Found::gross);
        assertThat(odds(2, 0).found()).singleElement().matches(found -> !found.gross());
    }

    /** Honest companies of all sizes, with one mistyped number of a hundred: none is stopped. */
    @Test
    void slipsOfManyHonestCompaniesStopNone() {
        double chance = odds(0, 1).byChance() * 0.01;
        int noted = 0;
        for (int company = 0; company < 20_000; company++) {
            int fresh = random.nextInt(500_000);
            int asked = poisson(fresh * chance);
            noted += asked > 0 ? 1 : 0;
            assertThat(odds(asked, fresh).found()).as("%d of %d", asked, fresh).isEmpty();
        }
        assertThat(noted).as("slips do hit canaries").isGreaterThan(50);
    }

    private int poisson(double mean) {
        double product = random.nextDouble();
        int count = 0;
        for (double limit = Math.exp(-mean); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    @Test
    void tailIsOneMinusTheTermsBeforeIt() {
        assertThat(CanaryOdds.tail(1, 2)).isCloseTo(1 - Math.exp(-2), within(1e-9));
        assertThat(CanaryOdds.tail(3, 0.5)).isCloseTo(1 - Math.exp(-0.5) * (1 + 0.5 + 0.125), within(1e-9));
        assertThat(CanaryOdds.tail(1_000, 900)).isBetween(1e-4, 1e-3);
        assertThat(CanaryOdds.tail(2_000, 1_000)).isLessThan(1e-50);
        assertThat(CanaryOdds.tail(3, 0)).isZero();
    }
}
