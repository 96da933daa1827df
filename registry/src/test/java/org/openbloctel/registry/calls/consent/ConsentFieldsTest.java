package org.openbloctel.registry.calls.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.calls.consent.ConsentFields.Column;
import org.openbloctel.registry.platform.refusal.LawRefusal;

/** A field of a consent says what is written in it, in French or English: an empty one says nothing, an unknown word is not a yes. */
final class ConsentFieldsTest {
    private static ClaimedConsent claim(Column column, String field) {
        return ConsentFields.claim(Map.of(Column.REFERENCE, "r-1", column, field));
    }

    @ParameterizedTest
    @CsvSource({
        "oui, true",
        "OUI, true",
        "yes, true",
        "vrai, true",
        "1, true",
        "non, false",
        "No, false",
        "faux, false",
        "0, false",
    })
    void flagIsReadInBothLanguages(String word, boolean flag) {
        assertThat(claim(Column.POSITIVE_ACT, " " + word + " ").positiveAct()).isEqualTo(flag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "oui?", "oui non", "2", "ok", "o", "-1", "non oui"})
    void unknownFlagMakesTheWholeClaimUnreadable(String word) {
        ClaimedConsent claim = claim(Column.POSITIVE_ACT, word);
        assertThat(claim.fault()).isEqualTo(new LawRefusal.UnknownValue("positiveAct"));
        assertThat(claim.positiveAct()).isNull();
        assertThat(claim.reference()).isEqualTo("r-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void emptyFieldSaysNothing(String empty) {
        Map<Column, String> fields = new EnumMap<>(Column.class);
        Arrays.stream(Column.values()).forEach(column -> fields.put(column, empty));
        assertThat(ConsentFields.claim(fields))
                .isEqualTo(new ClaimedConsent(
                        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                        null));
    }

    /** A consent names who else may call, or says that there is none. */
    @Test
    void noThirdPartyIsSaidAndNotLeftOut() {
        for (String word : List.of("aucun", "Personne", "none", "NOBODY")) {
            assertThat(claim(Column.THIRD_PARTIES, word).thirdParties())
                    .as(word)
                    .isEmpty();
        }
        assertThat(claim(Column.GOODS, "fenêtres").thirdParties()).isNull();
        assertThat(claim(Column.THIRD_PARTIES, "000000018, 000000026|000000034").thirdParties())
                .containsExactly("000000018", "000000026", "000000034");
    }

    @Test
    void sectorsHaveFrenchNamesAndAnUnknownOneStaysToBeRefused() {
        assertThat(claim(Column.SECTORS, "Rénovation énergétique; assurance , energy-renovation")
                        .sectors())
                .containsExactly("energy-renovation", "insurance", "energy-renovation");
        assertThat(claim(Column.SECTORS, "tout").sectors()).containsExactly("tout");
        assertThat(claim(Column.SECTORS, ";").sectors()).isEmpty();
        assertThat(claim(Column.CHANNEL, "Téléphone").channel()).isEqualTo("phone");
        assertThat(claim(Column.CHANNEL, "pigeon").channel()).isEqualTo("pigeon");
    }

    @Test
    void aSubjectIsReadByItsIdOrItsNameAndAnUnknownOneStaysToBeRefused() {
        assertThat(claim(Column.SUBJECT, "windows-doors").subject()).isEqualTo("windows-doors");
        assertThat(claim(Column.SUBJECT, "fenetres, portes, VOLETS").subject()).isEqualTo("windows-doors");
        assertThat(claim(Column.SUBJECT, "Telephone, internet, television").subject())
                .isEqualTo("telecom");
        assertThat(claim(Column.SUBJECT, "Jardinage").subject()).isEqualTo("jardinage");
        assertThat(claim(Column.GOODS, "fenêtres").subject()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void columnIsFoundByItsNamesAndByNoOther(Column column) {
        assertThat(Column.of(Column.plain(column.french()))).contains(column);
        assertThat(Column.of(column.field())).contains(column);
        assertThat(Column.of(column.field() + "x")).isEmpty();
        assertThat(Column.of("")).isEmpty();
        assertThat(Column.of(" ")).isEmpty();
    }
}
