package org.openbloctel.registry.list.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OwnPastTest {
    private static FreshCounts week(long sampled, long opposed) {
        return new FreshCounts(sampled, sampled, sampled, sampled, 0, 0, opposed);
    }

    private static String compared(OwnPast past, FreshCounts week) {
        return Sign.text(past.compared(week, GuardRules.USUAL));
    }

    @Test
    void filesThatShareHardlyANumberWithEarlierOnesAreRenewed() {
        OwnPast past = new OwnPast(10_000, 300, 50_000, 40_000, 10_000, 400);
        assertThat(compared(past, week(9_700, 400))).isEqualTo("RENEWED 97 %");
        assertThat(past.overlap()).hasValue(0.03);
        assertThat(past.overlapBefore()).hasValue(0.8);
    }

    @Test
    void filesOfACompanyThatAlwaysSentNewNumbersAreNotRenewed() {
        assertThat(compared(new OwnPast(10_000, 0, 50_000, 20_000, 30_000, 1_200), week(10_000, 400)))
                .isEmpty();
        assertThat(compared(new OwnPast(10_000, 0, 900, 800, 100, 4), week(10_000, 400)))
                .as("nine hundred numbers are no past")
                .isEmpty();
        assertThat(compared(OwnPast.NONE, week(10_000, 400))).isEmpty();
    }

    @Test
    void halfAnewFileIsNotRenewed() {
        assertThat(compared(new OwnPast(10_000, 5_000, 50_000, 45_000, 5_000, 200), week(5_000, 200)))
                .isEmpty();
    }

    @Test
    void threeTimesAsManyListedAsBeforeAreARise() {
        OwnPast past = new OwnPast(0, 0, 0, 0, 20_000, 1_000);
        assertThat(past.opposedShareBefore()).hasValue(0.05);
        assertThat(compared(past, week(5_000, 800))).isEqualTo("RISEN 16 %");
        assertThat(compared(past, week(5_000, 700))).as("14 of 100").isEmpty();
    }

    /** Nine of a hundred subscribers are listed: a bought list has so many, beside files that earlier checks cleaned. */
    @Test
    void boughtListBesideCleanedFilesIsNoRise() {
        assertThat(compared(new OwnPast(0, 0, 0, 0, 50_000, 100), week(50_000, 4_700)))
                .isEmpty();
    }

    @Test
    void fewNumbersAreComparedWithNothing() {
        OwnPast past = new OwnPast(10_000, 300, 50_000, 40_000, 20_000, 800);
        assertThat(compared(past, week(999, 300))).isEmpty();
        assertThat(compared(past, new FreshCounts(20_000, 40, 20_000, 10_000_000, 0, 0, 2_500)))
                .as("5 of 40 sampled numbers are listed by accident")
                .doesNotContain("RISEN");
    }
}
