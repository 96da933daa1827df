package org.openbloctel.registry.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;

/** A SIREN or SIRET whose digits do not fit together is refused; La Poste's establishments have a rule of their own. */
final class CompanyNumberTest {
    @ParameterizedTest
    @CsvSource({
        "732829320, 732829320,",
        "732 829 320, 732829320,",
        "73282932000074, 732829320, 73282932000074",
        "732 829 320 00074, 732829320, 73282932000074",
        "732.829.320-00074, 732829320, 73282932000074"
    })
    void numbersAreReadHoweverTheyAreSpaced(String typed, String siren, String siret) {
        assertThat(CompanyNumber.of(typed)).isEqualTo(new CompanyNumber(siren, siret));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "732829321",
                "73282932000075",
                "73282932",
                "7328293200007",
                "000000000",
                "00000000000000",
                "73282932A",
                "٧٣٢٨٢٩٣٢٠"
            })
    void numbersWithAWrongDigitAreRefused(String typed) {
        assertRefused(() -> CompanyNumber.of(typed), new CompanyRefusal.WrongSiren());
    }

    /** The first fits by Luhn (the head office), the second because its digits sum to 20. */
    @ParameterizedTest
    @ValueSource(strings = {"35600000000048", "35600000000006", "35600000009075"})
    void establishmentsOfLaPosteSumToAMultipleOfFive(String typed) {
        assertThat(CompanyNumber.of(typed).siren()).isEqualTo("356000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"35600000000007", "73282932000006"})
    void nobodyElseDoes(String typed) {
        assertRefused(() -> CompanyNumber.of(typed), new CompanyRefusal.WrongSiren());
    }
}
