package org.openbloctel.bench.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimingTest {
    @Test
    void percentileOfAHundredIsTheSecondSlowest() {
        long[] nanos = LongStream.rangeClosed(1, 100)
                .map(millis -> 1_000_000 * (101 - millis))
                .toArray();
        Timing timing = Timing.of("a page", Timing.Kind.PAGE, nanos);
        assertEquals(51, timing.p50());
        assertEquals(99, timing.p99());
        assertEquals(100, timing.most());
        assertEquals("| a page | 100 | 51 | 99 | 100 |\n", timing.row());
    }
}
