package org.openbloctel.registry.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** What is typed becomes one number or a refusal that says what is wrong; as text a number is masked. */
final class PhoneNumberTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"0639980001", "06 39 98 00 01", "+33 6 39 98 00 01", "0033639980001", "tél. : 06.39.98.00.01"})
    void oneNumberHoweverWritten(String typed) {
        assertThat(PhoneNumber.read(typed).e164()).isEqualTo(33_639_980_001L);
    }

    @ParameterizedTest
    @CsvSource({
        "'', BT-0201",
        "bonjour, BT-0201",
        "'6,4E+08', BT-0201",
        "06 39 98 00, BT-0202",
        "06 39 98 00 01 / 01 99 00 00 01, BT-0203",
        "0899 12 34 56, BT-0204",
        "3949, BT-0204",
        "+44 20 7946 0001, BT-0205"
    })
    void whatIsNotOneNumberIsRefusedWithItsReason(String typed, String code) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> PhoneNumber.read(typed));
        assertThat(refused.refusal().code()).isEqualTo(code);
    }

    @Test
    void ownerSeesItInPairsAndTheLogsMasked() {
        PhoneNumber number = new PhoneNumber(33_639_980_001L);
        assertThat(number.spelled()).isEqualTo("06\u00a039\u00a098\u00a000\u00a001");
        assertThat(number).hasToString("06\u00a039\u00a0••\u00a0••\u00a001");
    }

    @Test
    void overseasNumberIsSpelledAsItIsDialledThere() {
        assertThat(PhoneNumber.read("+262 262 12 34 56").spelled()).isEqualTo("02\u00a062\u00a012\u00a034\u00a056");
    }
}
