package org.openbloctel.scrub.number;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/** Any bytes in a field: no exception, a result of the documented range, and what the plain reader says. */
class NumberReaderFuzzTest {
    private static final NumberReader FRENCH = new NumberReader(NumberingPlan.FRANCE);
    private static final NumberReader AMERICAN = new NumberReader(NumberingPlan.NORTH_AMERICA);

    @FuzzTest
    void readsAnyBytes(FuzzedDataProvider data) {
        byte around = data.consumeByte();
        byte[] field = data.consumeRemainingAsBytes();
        Read french = reading(FRENCH, field, around);
        reading(AMERICAN, field, around);
        PlainReader.read(field)
                .ifPresent(numbers -> assertThat(french.numbers()).isEqualTo(numbers));
    }

    private static Read reading(NumberReader reader, byte[] field, byte around) {
        long result = reader.read(field, 0, field.length);
        if (result >= 0) {
            assertThat(result).isLessThan(reader.plan().space());
        } else if (result == NumberReader.SEVERAL) {
            assertThat(reader.several()).hasSizeBetween(2, 8);
            assertThat(Arrays.stream(reader.several()))
                    .allMatch(n -> n >= 0 && n < reader.plan().space());
        } else {
            assertThat(NumberReader.because(NumberReader.reason(result))).isEqualTo(result);
        }
        Read read = Read.of(reader, field, 0, field.length);
        byte[] larger = new byte[field.length + 24];
        Arrays.fill(larger, around);
        System.arraycopy(field, 0, larger, 11, field.length);
        assertThat(Read.of(reader, larger, 11, 11 + field.length)).isEqualTo(read);
        return read;
    }
}
