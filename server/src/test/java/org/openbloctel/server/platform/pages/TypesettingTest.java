package org.openbloctel.server.platform.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TypesettingTest {
    @Test
    void numberInAnEnglishTextStaysInOnePiece() {
        assertThat(Typesetting.english("Mobile, for example 06 39 98 12 34"))
                .isEqualTo("Mobile, for example 06\u00a039\u00a098\u00a012\u00a034");
    }

    @Test
    void articleInAnEnglishTextKeepsItsNumber() {
        assertThat(Typesetting.english("articles L. 223-1 and following"))
                .isEqualTo("articles L.\u00a0223-1 and following");
    }

    @Test
    void wordsOfAnEnglishTextMayBeParted() {
        assertThat(Typesetting.english("less than 43 minutes a month")).isEqualTo("less than 43 minutes a month");
    }
}
