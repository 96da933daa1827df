package org.openbloctel.bench.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fast wrong answer is no answer. */
@Tag("long")
final class BenchmarkAnswersTest {
    @ParameterizedTest
    @EnumSource(NumberReaderBenchmark.Spelling.class)
    void everySpellingIsReadAsTheSameNumbers(NumberReaderBenchmark.Spelling spelling) {
        NumberReaderBenchmark plain = new NumberReaderBenchmark();
        plain.write();
        NumberReaderBenchmark other = new NumberReaderBenchmark();
        other.spelling = spelling;
        other.write();
        if (spelling == NumberReaderBenchmark.Spelling.JUNK) {
            assertTrue(other.read() < 0);
        } else {
            assertEquals(plain.read(), other.read());
        }
    }

    @Test
    void bothFormsOfAListGiveTheSameHits() {
        ListProbeBenchmark one = new ListProbeBenchmark();
        one.size = 100_000;
        one.build();
        ListProbeBenchmark two = new ListProbeBenchmark();
        two.size = 100_000;
        two.build();
        for (int i = 0; i < 300; i++) {
            assertEquals(one.compact(), two.expanded());
        }
    }
}
