package org.openbloctel.server.service.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Words are found in any spelling of their accents, and typing errors are counted as people make them. */
final class WordsTest {
    @Test
    void wordsAreInSmallLettersAndASingleLetterIsNone() {
        assertThat(Words.of("L’opposition, D’UN N° de téléphone : 2 ans & 3-D"))
                .containsExactly("opposition", "un", "de", "téléphone", "ans");
        assertThat(Words.of("e\u0301te\u0301")).as("accents apart").containsExactly("été");
        assertThat(Words.of("<b>\u0000 ?!")).isEmpty();
        assertThat(Words.folded("cœur")).isEqualTo("coeur");
        assertThat(Words.folded("réponse à côté")).isEqualTo("reponse a cote");
    }

    @Test
    void twoSwappedLettersAreOneError() {
        assertThat(Words.distance("numero", "numreo")).isEqualTo(1);
        assertThat(Words.distance("numero", "nuero")).isEqualTo(1);
        assertThat(Words.distance("numero", "nummero")).isEqualTo(1);
        assertThat(Words.distance("numero", "numaro")).isEqualTo(1);
        assertThat(Words.distance("ab", "ba")).isEqualTo(1);
        assertThat(Words.distance("", "abc")).isEqualTo(3);
    }

    /** As a distance has to be; no more than the longer word, no less than the difference of their lengths. */
    @Test
    void distanceIsOneOfWords() {
        Random random = new Random(11);
        for (int i = 0; i < 3_000; i++) {
            String one = word(random);
            String other = word(random);
            int distance = Words.distance(one, other);
            assertThat(distance)
                    .as("%s, %s", one, other)
                    .isEqualTo(Words.distance(other, one))
                    .isBetween(Math.abs(one.length() - other.length()), Math.max(one.length(), other.length()));
            assertThat(distance == 0).isEqualTo(one.equals(other));
            int at = random.nextInt(one.length() + 1);
            assertThat(Words.distance(one, one.substring(0, at) + "z" + one.substring(at)))
                    .isEqualTo(1);
        }
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int n = random.nextInt(7); n > 0; n--) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }
}
