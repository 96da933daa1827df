package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** No person is called about energy renovation, not even with consent. */
@LegalRule("energy-renovation-ban")
final class EnergyRenovationBanScenario {
    @Test
    void neitherConsentNorAPastContractHelps() {
        Story call = Story.at("2024-06-11T11:00").with("sector", "energy-renovation");
        assertThat(call.with("consent", Story.CONSENT).grounds()).containsExactly("energy-renovation-ban");
        assertThat(call.with("relation", "past-contract").grounds()).containsExactly("energy-renovation-ban");
        assertThat(Story.at("2020-07-25T11:00")
                        .with("sector", "energy-renovation")
                        .grounds())
                .isEmpty();
    }

    @Test
    void whoAskedIsCalledBackWithinFiveWorkingDays() {
        Story monday = Story.at("2026-10-19T11:00").with("sector", "energy-renovation");
        // Tuesday 13: Wednesday, Thursday, Friday, Saturday and Monday 19 are the five.
        assertThat(monday.with("calledBackOnRequestAt", "2026-10-13T18:00:00").grounds())
                .isEmpty();
        assertThat(monday.with("calledBackOnRequestAt", "2026-10-12T18:00:00").grounds())
                .containsExactly("energy-renovation-ban", "consent");
    }

    @Test
    void theContractExceptionCanBeBroughtBack() {
        Story call = Story.at("2026-10-13T11:00")
                .with("sector", "energy-renovation")
                .with("relation", "ongoing-contract")
                .with("relatedToContract", true);
        assertThat(call.grounds()).containsExactly("energy-renovation-ban");
        assertThat(call.setting("energy-renovation-ban.contract", "ongoing-related")
                        .grounds())
                .isEmpty();
    }
}
