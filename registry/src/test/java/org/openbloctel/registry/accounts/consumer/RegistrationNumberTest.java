package org.openbloctel.registry.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** A registration number that was misread or misheard is noticed. */
final class RegistrationNumberTest {
    private final RegistrationNumber number = RegistrationNumber.random(new Random(20_261_125));

    @Test
    void isReadHoweverItIsGrouped() {
        assertThat(RegistrationNumber.read(number.digits())).contains(number);
        assertThat(RegistrationNumber.read(" " + number.spelled() + " ")).contains(number);
        assertThat(RegistrationNumber.read(number.spelled().replace('\u00a0', '-')))
                .contains(number);
    }

    @Test
    void anyWrongDigitIsNoticed() {
        String digits = number.digits();
        for (int place = 0; place < digits.length(); place++) {
            for (char wrong = '0'; wrong <= '9'; wrong++) {
                if (wrong != digits.charAt(place)) {
                    String typed = digits.substring(0, place) + wrong + digits.substring(place + 1);
                    assertThat(RegistrationNumber.read(typed)).isEmpty();
                }
            }
        }
    }

    @Test
    void anySwapOfNeighboursIsNoticed() {
        String digits = number.digits();
        for (int place = 0; place + 1 < digits.length(); place++) {
            if (digits.charAt(place) != digits.charAt(place + 1)) {
                String typed = digits.substring(0, place)
                        + digits.charAt(place + 1)
                        + digits.charAt(place)
                        + digits.substring(place + 2);
                assertThat(RegistrationNumber.read(typed)).isEmpty();
            }
        }
    }

    @Test
    void textThatIsNoNumberIsNotRead() {
        assertThat(RegistrationNumber.read("")).isEmpty();
        assertThat(RegistrationNumber.read("1".repeat(1000))).isEmpty();
        assertThat(RegistrationNumber.read("numéro")).isEmpty();
    }
}
