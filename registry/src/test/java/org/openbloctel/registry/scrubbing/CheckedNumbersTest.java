package org.openbloctel.registry.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.vault.MasterKeys;

/** Fingerprints of lines: each counts once, those of an older check not at all. */
final class CheckedNumbersTest {
    private static final int ROOMY = 1 << 12;

    private final byte[] key = MasterKeys.newDataKey();

    @Test
    void sameLineOverAndOverTakesNoRoom() {
        CheckedNumbers numbers = new CheckedNumbers(key, ROOMY);
        for (int i = 0; i < 1_000_000; i++) {
            numbers.add(new long[] {33_639_980_001L + i % 7}, 1);
        }
        assertThat(numbers.room()).isEqualTo(ROOMY);
        assertThat(numbers.sorted().count()).isEqualTo(7);
    }

    @Test
    void eachLineCountsOnceHoweverOftenRoomWasMade() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<Long> distinct = new HashSet<>();
        CheckedNumbers roomy = new CheckedNumbers(key);
        CheckedNumbers narrow = new CheckedNumbers(key, ROOMY);
        for (int i = 0; i < 60_000; i++) {
            long number = 33_639_980_000L + random.nextInt(20_000);
            distinct.add(number);
            roomy.add(new long[] {number}, 1);
            narrow.add(new long[] {number}, 1);
        }
        SortedPrints expected = roomy.sorted();
        SortedPrints found = narrow.sorted();
        assertThat(found.count()).as("seed " + seed).isEqualTo(distinct.size()).isEqualTo(expected.count());
        ByteArrayOutputStream older = new ByteArrayOutputStream();
        expected.write(older);
        found.strike(new ByteArrayInputStream(older.toByteArray()));
        assertThat(found.fresh()).as("seed " + seed).isZero();
    }
}
