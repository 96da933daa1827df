package org.openbloctel.server.platform.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;

/** Amounts as they are typed into fields. */
final class TypedFieldsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "75|7500",
                "75,5|7550",
                "75.50|7550",
                "0,01|1",
                "375 000|37500000",
                "375\u00a0000,00 €|37500000",
                "375\u202f000\u00a0€|37500000",
                "0000075|7500",
                "999999999999|99999999999900",
            })
    void amountIsReadToTheCent(String typed, long cents) {
        assertThat(TypedFields.cents("euros", typed)).isEqualTo(cents);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "€",
                "-1",
                "+1",
                "75,505",
                "75,",
                ",5",
                "1.000,50",
                "1e3",
                "0x10",
                "\u0667\u0665",
                "1000000000000",
                "75,50,",
                "NaN",
                "75 euros"
            })
    void otherAmountIsRefused(String typed) {
        assertThatThrownBy(() -> TypedFields.cents("euros", typed))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused ->
                                assertThat(refused.refusal()).isEqualTo(new RequestRefusal.UnreadableField("euros")));
    }

    /** The page shows an amount as it takes it. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 99, 100, 101, 7_500, 7_505, 37_500_000})
    void amountThatAFieldShowsIsReadAsItself(long cents) {
        assertThat(TypedFields.cents("euros", TypedFields.euros(cents))).isEqualTo(cents);
    }
}
