package org.openbloctel.registry.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.lookup.Tally.Sign;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.number.Reason;

/** Look-ups of somebody who calls people raise nothing; those of somebody who walks through the list do. */
final class TallyTest {
    private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");

    private final SplittableRandom random = new SplittableRandom(7);
    private final Tally tally = new Tally(LookupRules.USUAL, NOW);

    private Judgement judged(int opposedOfAHundred) {
        long number = 33_600_000_000L + random.nextInt(99_000_000);
        Verdict verdict = random.nextInt(100) < opposedOfAHundred ? Verdict.OPPOSED : Verdict.CALLABLE;
        return new Judgement(verdict, null, OptionalLong.of(number));
    }

    private List<Judgement> callFile(int numbers, int opposedOfAHundred) {
        return IntStream.range(0, numbers)
                .mapToObj(i -> judged(opposedOfAHundred))
                .toList();
    }

    private static Judgement callable(long number) {
        return new Judgement(Verdict.CALLABLE, null, OptionalLong.of(number));
    }

    @Test
    void callFilesRaiseNothing() {
        for (int i = 0; i < 30; i++) {
            assertThat(tally.add(callFile(1000, 4), NOW)).isEqualTo(Tally.Finding.NOTHING);
        }
        assertThat(tally.take().numbers()).isEqualTo(30_000);
        assertThat(tally.take().numbers()).isZero();
    }

    @Test
    void nothingIsConcludedFromAFewNumbers() {
        for (int i = 0; i < LookupRules.USUAL.least() - 1; i++) {
            assertThat(tally.add(List.of(callable(33_639_980_000L + i)), NOW)).isEqualTo(Tally.Finding.NOTHING);
        }
        assertThat(tally.add(List.of(callable(33_639_981_000L)), NOW).stop()).isTrue();
    }

    @Test
    void sequencesStopEvenOneNumberARequest() {
        Tally.Finding finding = Tally.Finding.NOTHING;
        for (int i = 0; i < 1000; i++) {
            finding = tally.add(List.of(callable(33_639_980_000L + 3L * i)), NOW);
        }
        assertThat(finding.stop()).isTrue();
        assertThat(finding.fresh()).containsExactly(Sign.SEQUENCES);
        assertThat(tally.heaviest()).isEqualTo(Sign.SEQUENCES);
    }

    @Test
    void sequencesAmongOthersRaiseAnAlertOnceAWindow() {
        List<Judgement> mixed = IntStream.range(0, 2000)
                .mapToObj(i ->
                        i % 4 == 0 ? callable(33_639_980_000L) : i % 4 == 1 ? callable(33_639_980_001L) : judged(4))
                .toList();
        assertThat(tally.add(mixed, NOW).fresh()).containsExactly(Sign.SEQUENCES);
        assertThat(tally.add(mixed, NOW)).isEqualTo(Tally.Finding.NOTHING);
        Instant later = NOW.plus(Duration.ofHours(1));
        assertThat(tally.add(mixed, later).fresh()).containsExactly(Sign.SEQUENCES);
        assertThat(tally.add(mixed, later).stop()).isFalse();
    }

    @Test
    void unassignedRangesStop() {
        Judgement unassigned = new Judgement(Verdict.UNCHECKED, Reason.UNASSIGNED_RANGE, OptionalLong.empty());
        Tally.Finding finding = tally.add(
                IntStream.range(0, 1000)
                        .mapToObj(i -> i < 600 ? unassigned : judged(4))
                        .toList(),
                NOW);
        assertThat(finding.stop()).isTrue();
        assertThat(tally.heaviest()).isEqualTo(Sign.UNASSIGNED);
    }

    @Test
    void hitRatesFarFromTheUsualRaiseAnAlertButStopNobody() {
        Tally.Finding many = tally.add(callFile(1000, 60), NOW);
        assertThat(many.fresh()).containsExactly(Sign.MANY_OPPOSED);
        assertThat(many.stop()).isFalse();
        Tally.Finding few = new Tally(LookupRules.USUAL, NOW).add(callFile(20_000, 0), NOW);
        assertThat(few.fresh()).containsExactly(Sign.FEW_OPPOSED);
        assertThat(few.stop()).isFalse();
    }
}
