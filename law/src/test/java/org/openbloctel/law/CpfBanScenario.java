package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** No person is called about their personal training account. */
@LegalRule("cpf-ban")
final class CpfBanScenario {
    @Test
    void onlyTrainingInProgressIsSpokenOf() {
        Story call = Story.at("2024-06-11T11:00").with("sector", "cpf").with("consent", Story.CONSENT);
        assertThat(call.grounds()).containsExactly("cpf-ban");
        assertThat(call.with("relation", "ongoing-contract")
                        .with("relatedToContract", true)
                        .grounds())
                .isEmpty();
        assertThat(Story.at("2022-12-18T11:00").with("sector", "cpf").grounds()).isEmpty();
    }
}
