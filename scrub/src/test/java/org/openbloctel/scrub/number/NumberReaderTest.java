package org.openbloctel.scrub.number;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NumberReaderTest {
    private final NumberReader reader = new NumberReader(NumberingPlan.FRANCE);

    @Test
    void theResultIsTheNationalNumber() {
        assertThat(reader.read("+33 6 12 34 56 78")).isEqualTo(612_345_678);
        assertThat(reader.read("+508 41 12 34")).isEqualTo(508_411_234);
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonHasItsOwnResult(Reason reason) {
        long result = NumberReader.because(reason);
        assertThat(result).isNegative().isNotEqualTo(NumberReader.SEVERAL);
        assertThat(NumberReader.reason(result)).isEqualTo(reason);
    }

    @Test
    void severalNumbersAreACopyThatTheNextFieldLeavesAlone() {
        assertThat(reader.read("0612345678 ou 0145678901")).isEqualTo(NumberReader.SEVERAL);
        long[] several = reader.several();
        assertThat(reader.read("0612345679 ou 0145678902")).isEqualTo(NumberReader.SEVERAL);
        assertThat(several).containsExactly(612_345_678, 145_678_901);
    }

    @Test
    void everyNumberOfSeveralIsReadLikeAFieldOfItsOwn() {
        assertThat(read("612345678.0;6.12345679E8").numbers()).containsExactly("+33612345678", "+33612345679");
        assertThat(read("3361234567.0;0612345678")).isEqualTo(Read.because(Reason.NOT_A_NUMBER));
    }

    @Test
    void aQuantityWithItsThousandsApartIsANumber() {
        assertThat(read("612\u202f345\u202f678,00")).isEqualTo(Read.number("+33612345678"));
    }

    @Test
    void whatCanBeReadTwoWaysIsLookedUpBothWays() {
        assertThat(read("336 123 456.00").numbers()).isEqualTo(List.of("+33612345600", "+33336123456"));
        assertThat(read("33.6.12.34.56.00")).isEqualTo(Read.number("+33612345600"));
    }

    @Test
    void machinesAndServicesAreSpecialUnderEveryCode() {
        assertThat(read("+33 7000 123 456 789").reason()).isEqualTo(Reason.SPECIAL_NUMBER);
        assertThat(read("+590 800 12 34 56")).isEqualTo(read("0800 12 34 56"));
    }

    @Test
    void sixDigitsOfSaintPierreThatBeginLikeItsNineAreNotGuessed() {
        assertThat(read("+508 70 84 12")).isEqualTo(Read.because(Reason.WRONG_LENGTH));
        assertThat(read("+508 708 41 23 45")).isEqualTo(Read.number("+508708412345"));
    }

    @Test
    void aFieldTooLongForANumberIsNoneHoweverItComesIn() {
        String padded = "\u00a0".repeat(130) + "0612345678";
        byte[] utf8 = padded.getBytes(UTF_8);
        assertThat(Read.of(reader, utf8, 0, utf8.length)).isEqualTo(Read.because(Reason.NOT_A_NUMBER));
        assertThat(read(padded)).isEqualTo(Read.because(Reason.NOT_A_NUMBER));
        assertThat(read(" ".repeat(10_000) + "0612345678" + "\t".repeat(10_000)))
                .isEqualTo(Read.number("+33612345678"));
    }

    @Test
    void noDigitOfALongFieldIsDropped() {
        for (int digits = 1; digits < 300; digits++) {
            Read read = read("0612345678" + "1".repeat(digits));
            assertThat(read.numbers()).as("%d digits more", digits).isEmpty();
        }
    }

    private Read read(String text) {
        return Read.of(reader, text);
    }
}
