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
            thé | Thé
            thé | THE
            Thé bio | THÉ BIO
            thé bio | THE BIO
            thé bio | le thé bio
            the\u0301 bio | thé bio
            à domicile | A DOMICILE
            C++ | le c++
            une formule Un | FORMULE UN
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
            thé bio | bio
            café et thé | café et
            formule Un | formule
            formule Un + | formule +
            dés à coudre | à coudre
            à domicile | domicile
            C++ | C#
            C++ | C
            C# | C
            Canal + | Canal
            """)
    void otherWordsAreOtherGoods(String one, String other) {
        assertThat(Goods.of(one).sameAs(Goods.of(other))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "les", "L’", "Les …", "de la", "’", "…", "\u00a0", "-"})
    void nothingIsNotTheSameAsNothing(String nothing) {
        assertThat(Goods.of(nothing)).isEqualTo(Goods.NONE);
        assertThat(Goods.of(nothing).sameAs(Goods.of(nothing))).isFalse();
    }

    @Test
    void aTextThatIsNotThereNamesNothing() {
        assertThat(Goods.of(null)).isEqualTo(Goods.NONE);
    }
}
