package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoodsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fenêtres | Fenêtres
            fenêtres | FENETRES
            fenêtres | les fenêtres
            fenêtres | des  fenêtres.
            l’isolation | Isolation
            l'isolation | isolation
            d’isolation des murs | l’isolation, murs
            œuvres d’art | oeuvres art
            porte-fenêtre | la porte fenêtre
            the windows | Windows
            a window | window
            Contrats de téléphonie mobile | contrats téléphonie mobile
            ﬁlms | films
            """)
    void caseAccentsArticlesAndPunctuationAreNotCompared(String one, String other) {
        assertThat(Goods.of(one).sameAs(Goods.of(other))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fenêtres | portes
            fenêtres | fenêtres et portes
            vitamine A | vitamine D
            vitamine D | vitamine
            vitamine L | vitamine
            fenêtres | windows
            """)
    void otherWordsAreOtherGoods(String one, String other) {
        assertThat(Goods.of(one).sameAs(Goods.of(other))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "les", "L’", "…", "\u00a0", "-"})
    void nothingIsNotTheSameAsNothing(String nothing) {
        assertThat(Goods.of(nothing)).isEqualTo(Goods.NONE);
        assertThat(Goods.of(nothing).sameAs(Goods.of(nothing))).isFalse();
    }

    @Test
    void aTextThatIsNotThereNamesNothing() {
        assertThat(Goods.of(null)).isEqualTo(Goods.NONE);
    }
}
