package org.openbloctel.registry.calls.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder is named after its campaign, without a phone number that a person typed into that name. */
final class CampaignFoldersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0639981234",
                "06 39 98 12 34",
                "06 - 39 - 98 - 12 - 34",
                "06 – 39 – 98 – 12 – 34",
                "06 / 39 / 98 / 12 / 34",
                "+33 (0)6 39 98 12 34",
                "6 ... 39 ... 98 ... 12 ... 34",
                "06\u00a0\u00a039\u00a0\u00a0\u00a098\u00a012\u00a034"
            })
    void numberInANameIsNotInItsFolder(String number) {
        assertThat(CampaignFolders.slug("Relance du " + number + " en mai")).isEqualTo("relance-du-x-en-mai");
    }

    @ParameterizedTest
    @CsvSource({
        "Mutuelle d’été, mutuelle-d-ete",
        "Relance 2026-11 (lot 3), relance-2026-11-lot-3",
        "Lot 1 / 2 / 3, lot-1-2-3",
        "' - ', ''"
    })
    void otherDigitsOfANameStay(String name, String folder) {
        assertThat(CampaignFolders.slug(name)).isEqualTo(folder);
    }

    @Test
    void longNameIsCutAndEndsWithoutADash() {
        assertThat(CampaignFolders.slug("a".repeat(59) + " suite")).isEqualTo("a".repeat(59));
    }
}
