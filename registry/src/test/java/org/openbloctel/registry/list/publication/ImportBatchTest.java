package org.openbloctel.registry.list.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Transactions of an import take the same time on fast and slow machines, and less while others register. */
final class ImportBatchTest {
    private final ImportBatch batch = new ImportBatch();

    /** As on a machine that puts so many numbers on the list in a millisecond. */
    private long settled(int inAMilli, boolean othersCome) {
        for (int i = 0; i < 20; i++) {
            batch.took(batch.size(), batch.size(), TimeUnit.MILLISECONDS.toNanos(batch.size() / inAMilli), othersCome);
        }
        return batch.size() / inAMilli;
    }

    @Test
    void transactionTakesItsTimeOnAnyMachine() {
        for (int inAMilli : new int[] {20, 50, 90}) {
            assertThat(settled(inAMilli, true)).isBetween(75L, 80L);
            assertThat(settled(inAMilli, false)).isBetween(195L, 200L);
        }
    }

    @Test
    void slowTransactionShrinksTheNextAtOnce() {
        settled(90, false);
        batch.took(batch.size(), batch.size(), TimeUnit.SECONDS.toNanos(2), false);
        int shrunk = batch.size();
        assertThat(shrunk).isBetween(1_750, 1_850);
        batch.took(shrunk, shrunk, TimeUnit.MILLISECONDS.toNanos(1), false);
        assertThat(batch.size()).as("and grows slowly").isEqualTo((int) (shrunk * 1.5));
    }

    @Test
    void sizeHasBounds() {
        assertThat(settled(1_000_000, false)).isZero();
        assertThat(batch.size()).isEqualTo(ImportBatch.MAX);
        batch.took(batch.size(), batch.size(), TimeUnit.HOURS.toNanos(1), true);
        assertThat(batch.size()).isEqualTo(ImportBatch.MIN);
    }

    @Test
    void lastFewNumbersOfAMillionSayNothing() {
        batch.took(3, 3, TimeUnit.MILLISECONDS.toNanos(40), false);
        assertThat(batch.size()).isEqualTo(ImportBatch.FIRST);
    }

    @Test
    void numbersThatAreListedAlreadyLetItShrinkAndNotGrow() {
        for (int i = 0; i < 20; i++) {
            batch.took(batch.size(), i % 2 * 50L, TimeUnit.MILLISECONDS.toNanos(10), false);
        }
        assertThat(batch.size()).isEqualTo(ImportBatch.FIRST);
        batch.took(batch.size(), batch.size() / 2, TimeUnit.MILLISECONDS.toNanos(80), false);
        assertThat(batch.size()).as("as many new ones fit").isEqualTo(ImportBatch.FIRST / 2 * 200 / 80);
        batch.took(batch.size(), 0, TimeUnit.MILLISECONDS.toNanos(400), false);
        assertThat(batch.size()).isEqualTo(ImportBatch.FIRST / 2 * 200 / 80 / 2);
    }
}
