package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** No person is called about adapting their home unless they asked. */
@LegalRule("home-adaptation-ban")
final class HomeAdaptationBanScenario {
    @Test
    void isForbiddenFrom11August2026WhateverTheConsent() {
        assertThat(Story.at("2026-08-10T11:00")
                        .with("sector", "home-adaptation")
                        .grounds())
                .isEmpty();
        Story call = Story.at("2026-08-11T11:00").with("sector", "home-adaptation");
        assertThat(call.with("consent", Story.CONSENT).grounds()).containsExactly("home-adaptation-ban");
        assertThat(call.with("calledBackOnRequestAt", "-1d").grounds()).isEmpty();
    }
}
