package org.openbloctel.registry.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.engine.Seed;

final class PrintSortTest {
    private static final int MANY = 20_000;

    @Test
    void sortsAsTheLibraryDoes() {
        SplittableRandom random = Seed.random(PrintSortTest.class);
        LongUnaryOperator spread = i -> random.nextLong();
        LongUnaryOperator alike = i -> random.nextLong(50) << 40;
        LongUnaryOperator low = i -> random.nextInt();
        LongUnaryOperator falling = i -> -i;
        for (LongUnaryOperator kind : new LongUnaryOperator[] {spread, alike, low, falling}) {
            for (int count : new int[] {0, 1, 2, 100, 1 << 12, MANY}) {
                long[] numbers = new long[count + random.nextInt(10)];
                Arrays.setAll(numbers, kind::applyAsLong);
                long[] expected = Arrays.copyOf(numbers, count);
                Arrays.sort(expected);
                assertThat(Arrays.copyOf(PrintSort.sort(numbers, count), count)).isEqualTo(expected);
            }
        }
    }

    @Test
    void keepsTheRoomOfTheArray() {
        assertThat(PrintSort.sort(new long[MANY], MANY - 1)).hasSize(MANY);
        assertThat(PrintSort.sort(new long[3], 1)).hasSize(3);
    }
}
