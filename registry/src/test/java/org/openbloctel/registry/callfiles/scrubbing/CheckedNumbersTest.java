package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** Fingerprints of numbers: each counts once, those of an older check not at all. */
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
    void fourThousandNumbersInTwoColumnsAreFourThousand() throws IOException {
        CheckedNumbers pairs = new CheckedNumbers(key);
        for (int i = 0; i < 2_000; i++) {
            pairs.add(new long[] {33_639_980_000L + 2L * i, 33_639_980_001L + 2L * i}, 2);
        }
        SortedPrints checked = pairs.sorted();
        assertThat(checked.count()).isEqualTo(4_000);
        CheckedNumbers again = new CheckedNumbers(key);
        for (int i = 0; i < 4_000; i++) {
            again.add(new long[] {33_639_980_000L + i}, 1);
        }
        ByteArrayOutputStream older = new ByteArrayOutputStream();
        checked.write(older);
        SortedPrints singly = again.sorted();
        singly.strike(new ByteArrayInputStream(older.toByteArray()));
        assertThat(singly.fresh())
                .as("a number is free in whichever line it comes again")
                .isZero();
    }

    /** The mix of a line's numbers had no key: of such pairs, any number of lines counted as one. */
    @Test
    void numbersThatWereChosenToCollideCountEach() {
        long mix = 0x9e3779b97f4a7c15L;
        CheckedNumbers numbers = new CheckedNumbers(key);
        long target = ((2 ^ 33_639_980_000L) * mix ^ 33_639_980_001L) * mix;
        for (int i = 0; i < 100; i++) {
            long second = 33_639_981_000L + i;
            long third = (2 ^ second) * mix ^ (2 ^ 33_639_980_000L) * mix ^ 33_639_980_001L;
            assertThat(((2 ^ second) * mix ^ third) * mix).isEqualTo(target);
            numbers.add(new long[] {33_639_980_002L, second, third}, 3);
        }
        assertThat(numbers.sorted().count()).isEqualTo(201);
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
