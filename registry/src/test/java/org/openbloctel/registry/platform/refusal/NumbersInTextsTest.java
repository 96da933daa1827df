package org.openbloctel.registry.platform.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A number as people write it is found inside any text; ids, dates and nine digits are left alone. */
final class NumbersInTextsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0639980001",
                "REF-2026-0639980001",
                "REF0639980001",
                "client_0639980001_bis",
                "06 39 98 00 01",
                "06.39.98.00.01",
                "06-39-98-00-01",
                "06/39/98/00/01",
                "06. 39. 98. 00. 01",
                "06\u00a039\u00a098\u00a000\u00a001",
                "06\u202f39\u202f98\u202f00\u202f01",
                "06\u201139\u201198\u201100\u201101",
                "dossier 06.39.98.00.01 (rappel)",
                "0639 980 001",
                "06 399 800 01",
                "0639 98 00 01",
                "06 39980001",
                "+33639980001",
                "33639980001",
                "wa.me/33639980001",
                "06_39_98_00_01",
                "+33 6 39 98 00 01",
                "+33 (0)6 39 98 00 01",
                "+33 06 39 98 00 01",
                "0033639980001",
                "0033 6 39 98 00 01",
                "+262 692 12 34 56",
                "tél:+33639980001",
                "\uff10\uff16\uff13\uff19\uff19\uff18\uff10\uff10\uff10\uff11",
                "du 2026-06-12 au 06 39 98 00 01"
            })
    void numberAsPeopleWriteItIsFound(String text) {
        assertThat(NumbersInTexts.in(text)).isTrue();
        assertThatThrownBy(() -> NumbersInTexts.refuse("goods", text))
                .extracting(e -> ((RefusedException) e).refusal())
                .isEqualTo(new LawRefusal.NumberInText("goods"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "C-2026-0117",
                "639980001",
                "00000000-0000-4000-8000-063998000112",
                "cli-8c1d4f06-1234-5678-9abc-0639980001ff",
                "507f1f77bcf86cd0639980001",
                "0639980001ab",
                "C-0000000123",
                "0012345678",
                "06399800012",
                "CMD-20260639980001",
                "SIRET 012 345 678 00012",
                "SIREN 012345678",
                "FR76 0639 9800 0112 3456 7890 123",
                "01/02/2026 10 h 30",
                "2026-06-12-09-30-45",
                "2026.06.12.09.30.45",
                "20260612093045",
                "2026-06-12 09:30:45",
                "01-02-2026 1030",
                "Rentrée 2026, 06 et 13, 44 communes",
                "1 234 567 890",
                "0,612345678901"
            })
    void whatHasAnotherFormIsLeftAlone(String text) {
        assertThat(NumbersInTexts.in(text)).isFalse();
    }

    @Test
    void longTextsTakeNoTime() {
        String digits = "06 39 98 00 0".repeat(2_000);
        assertThat(NumbersInTexts.in(digits)).isFalse();
        assertThat(NumbersInTexts.in("a".repeat(20_000) + "1".repeat(20))).isFalse();
    }
}
