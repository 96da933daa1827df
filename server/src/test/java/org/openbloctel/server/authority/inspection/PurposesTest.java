package org.openbloctel.server.authority.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.platform.refusal.InspectionRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.authority.inspection.Purposes.PurposeForm;

/** The audit trail has each purpose by its name, and its note as it was typed, in one line, without the number of a person. */
final class PurposesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "06 39 98 12 34",
                "0639981234",
                "06.39.98.12.34",
                "06/39/98/12/34",
                "06\u00a039\u00a098\u00a012\u00a034",
                "06\u202f39\u202f98\u202f12\u202f34",
                "+33 (0)6 39 98 12 34",
                "+33 6 39 98 12 34",
                "+33639981234",
                "0033639981234",
                "+262 639 98 12 34",
                "0262 12 34 56",
                "06 399 812 34",
                "0639 981 234",
                "06-39 98 12 34",
                "06_39_98_12_34",
                "+33-6-39-98-12-34",
                "33639981234",
                "33 6 39 98 12 34",
                "+44 7911 123456",
                "+44 (0)7911 123456",
                "00447911123456",
                "0044 7911 123 456",
                "+1-202-555-0123"
            })
    void numberOfAPersonIsLeftOut(String number) {
        assertThat(Purposes.note("Plainte du " + number + ", suite")).isEqualTo("Plainte du …, suite");
    }

    @Test
    void numberIsLeftOutWhateverStandsBesideIt() {
        assertThat(Purposes.note("tel0639981234")).isEqualTo("tel…");
        assertThat(Purposes.note("$a \\ 06 39 98 12 34")).isEqualTo("$a \\ …");
        assertThat(Purposes.note("0639981234bis, tel33639981234bis")).isEqualTo("…bis, tel…bis");
        assertThat(Purposes.note("SIREN 732 829 320 et le 06 39 98 12 34")).isEqualTo("SIREN 732 829 320 et le …");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dossier 2026-014",
                "Contrôle du SIREN 732 829 320",
                "SIRET 73282932000074",
                "SIRET 732 829 320 00074",
                "SIREN 333 982 934",
                "SIRET 333 982 934 00074",
                "SIRET 33398293400074",
                "SIREN 000 000 018",
                "Dossier C-2026-0117, C-2026-0118",
                "Du 2026-01-01 au 2026-06-30",
                "Article L. 223-1, 33 plaintes du 12/06/2026",
                "Signalement 234-567-89AC du 24/11/2026",
                "Appels du 01/01/2026 au 30/06/2026",
                "Saisine n° 2026/00123/45",
                "Appel du 01/01/2026 10 h"
            })
    void referencesAreKept(String purpose) {
        assertThat(Purposes.note("  " + purpose + "\n")).isEqualTo(purpose);
    }

    @Test
    void purposeIsOneLineOfSoManyCharacters() {
        String longest = "é".repeat(Purposes.MAX);
        assertThat(Purposes.note(longest)).isEqualTo(longest);
        assertThat(Purposes.note("Tri\r\n\tdu\u0000jour")).isEqualTo("Tri du jour");
        assertThat(Purposes.note(" \n\t\u0000")).isEmpty();
        refused("TRIAGE", longest + "x");
    }

    @Test
    void purposeIsOneOfTheListWithANoteWhereItIsAnother() {
        assertThat(Purposes.read(new PurposeForm("TRIAGE", ""))).isEqualTo("TRIAGE");
        assertThat(Purposes.read(new PurposeForm("CASE", " 2026-014 "))).isEqualTo("CASE: 2026-014");
        assertThat(Purposes.read(new PurposeForm("OTHER", "Rapport annuel"))).isEqualTo("OTHER: Rapport annuel");
        refused("OTHER", " ");
        for (String none : new String[] {"", " ", "triage", "Tri du jour"}) {
            refused(none, "Dossier 7");
        }
    }

    private static void refused(String purpose, String note) {
        assertThatThrownBy(() -> Purposes.read(new PurposeForm(purpose, note)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused ->
                                assertThat(refused.refusal()).isEqualTo(new InspectionRefusal.NoPurpose(Purposes.MAX)));
    }
}
