package org.openbloctel.registry.authority.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any number that a telephone can show. */
final class CallingNumberTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "01 99 00 34 56|33199003456|01 99 00 34 56",
                "+33 1 99 00 11 22|33199001122|01 99 00 11 22",
                "0899 12 34 56|33899123456|08 99 12 34 56",
                "3456|3456|3456",
                "+44 20 7946 0000|442079460000|+442079460000",
                "0044 20 7946 0000|442079460000|+442079460000",
                "02 62 12 34 56|262262123456|02 62 12 34 56",
            })
    void numberIsReadAndSpelled(String typed, long value, String spelled) {
        CallingNumber number = CallingNumber.read(typed).orElseThrow();
        assertThat(number.value()).isEqualTo(value);
        assertThat(number.spelled().replace('\u00a0', ' ')).isEqualTo(spelled);
        assertThat(number.toString()).doesNotContain("0").doesNotContain("9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "masqué", "12", "06 12", "+", "+1234567890123456789", "01 99 00 34 56 ou 01 99 00 34 57"})
    void restIsNoNumber(String typed) {
        assertThat(CallingNumber.read(typed)).isEmpty();
    }
}
