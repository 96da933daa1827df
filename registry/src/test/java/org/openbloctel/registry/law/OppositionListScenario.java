package org.openbloctel.registry.law;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who is on the list is not called, and what excuses a call has become narrower. */
@LegalRule("opposition-list")
final class OppositionListScenario {
    @Test
    void whoIsOnTheListIsNotCalled() {
        assertThat(Story.at("2018-06-12T11:00").with("listed", true).grounds()).containsExactly("opposition-list");
        assertThat(Story.at("2018-06-12T11:00").with("listed", false).grounds()).isEmpty();
    }

    @Test
    void aPastContractExcusedTheCallUntil25July2020() {
        Story call = Story.at("2020-07-25T11:00").with("listed", true).with("relation", "past-contract");
        assertThat(call.grounds()).isEmpty();
        assertThat(Story.at("2020-07-26T11:00")
                        .with("listed", true)
                        .with("relation", "past-contract")
                        .grounds())
                .containsExactly("opposition-list");
    }

    @Test
    void theListBindsNoOneFrom11August2026UnlessTheOperatorKeepsIt() {
        Story call = Story.at("2026-10-13T11:00").with("listed", true).with("consent", Story.CONSENT);
        assertThat(call.grounds()).isEmpty();
        assertThat(call.setting("opposition-list.enforced", "true").grounds()).containsExactly("opposition-list");
    }
}
