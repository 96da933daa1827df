package org.openbloctel.registry.list.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The budgets of the plans. */
final class BudgetTest {
    private static final Budget FREE = new Budget(2_000, 1_000);

    private static Budget of(@Nullable Long file, @Nullable Long year, long euros) {
        return Budget.of(100 * euros, file, year, FREE);
    }

    @Test
    void dayHasAFullSizeFileAndATwentiethOfTheYear() {
        assertThat(of(3_000L, 6_000L, 50)).isEqualTo(new Budget(6_000, 3_300));
        assertThat(of(10_000L, 100_000L, 350)).isEqualTo(new Budget(87_500, 14_375));
        assertThat(of(25_000L, 1_750_000L, 5_000)).isEqualTo(new Budget(1_250_000, 87_500));
        assertThat(of(300_000L, 39_000_000L, 12_000)).isEqualTo(new Budget(3_000_000, 450_000));
    }

    @Test
    void dayOfAPlanWithoutAFileSizeHasATwentiethOfTheYear() {
        assertThat(of(null, null, 40_000)).isEqualTo(new Budget(10_000_000, 500_000));
    }

    @Test
    void fullSizeFileOfAPlanThatCostsNothingFitsAfterALookUp() {
        assertThat(of(1_000L, 24_000L, 0)).isEqualTo(new Budget(2_000, 1_100));
    }

    @Test
    void noDayHasMoreThanTheYear() {
        assertThat(of(5_000L, 5_000L, 50)).isEqualTo(new Budget(5_000, 5_000));
        assertThat(of(5_000L, 60_000L, 0)).isEqualTo(new Budget(2_000, 2_000));
        assertThat(of(100L, 500L, 0)).isEqualTo(new Budget(500, 500));
    }
}
