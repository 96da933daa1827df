package org.openbloctel.scrub.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Placeholders that a caller adds; the usual ones are cases of {@code spec/numbers.yaml}. */
class PlaceholdersTest {
    @Test
    void addedTextIsBlankInAnySpellingAndTheUsualOnesStaySo() {
        NumberReader reader = reader(Placeholders.USUAL.and("À rappeler").orElseThrow());
        for (String cell : new String[] {"à rappeler", "A RAPPELER", "a-rappeler", " \"à rappeler\" ", "NC", "0"}) {
            assertThat(Read.of(reader, cell)).as(cell).isEqualTo(Read.because(Reason.BLANK));
        }
        assertThat(Read.of(reader, "rappeler")).isEqualTo(Read.because(Reason.NOT_A_NUMBER));
        assertThat(Read.of(new NumberReader(NumberingPlan.FRANCE), "à rappeler"))
                .isEqualTo(Read.because(Reason.NOT_A_NUMBER));
    }

    @Test
    void textWithADigitOrWithoutALetterIsNone() {
        for (String text : new String[] {"", "-", "06", "NC 1", "NC \uff11", "++", "A\u0000"}) {
            assertThat(Placeholders.USUAL.and(text)).as(text).isEmpty();
        }
    }

    @Test
    void addedTextsComeBackAsTypedAndAreTheSameInAnySpelling() {
        Placeholders some =
                Placeholders.usualAnd(List.of("À rappeler", "voir fiche")).orElseThrow();
        assertThat(some.added()).containsExactly("À rappeler", "voir fiche");
        assertThat(some)
                .isEqualTo(Placeholders.usualAnd(List.of("VOIR-FICHE", "a rappeler"))
                        .orElseThrow())
                .isNotEqualTo(Placeholders.usualAnd(List.of("à rappeler")).orElseThrow());
        assertThat(Placeholders.usualAnd(List.of("NC"))).contains(Placeholders.USUAL);
        assertThat(Placeholders.usualAnd(List.of("à rappeler", "06"))).isEmpty();
    }

    @Test
    void readerWithoutPlaceholdersHasBlankFieldsOnly() {
        NumberReader reader = reader(Placeholders.NONE);
        for (String cell : new String[] {"NC", "-", "0", "0000000000", "xx"}) {
            assertThat(Read.of(reader, cell).reason()).as(cell).isNotEqualTo(Reason.BLANK);
        }
        assertThat(Read.of(reader, " ")).isEqualTo(Read.because(Reason.BLANK));
    }

    private static NumberReader reader(Placeholders placeholders) {
        return new NumberReader(NumberingPlan.FRANCE, placeholders);
    }
}
