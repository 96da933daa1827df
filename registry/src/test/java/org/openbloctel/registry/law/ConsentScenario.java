package org.openbloctel.registry.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** From 11 August 2026 nobody is called who did not say yes. */
@LegalRule("consent")
final class ConsentScenario {
    @Test
    void theDayTheLawChangesSilenceBecomesANo() {
        assertThat(Story.at("2026-08-10T11:00").grounds()).isEmpty();
        assertThat(Story.at("2026-08-11T11:00").grounds()).containsExactly("consent");
        assertThat(Story.at("2026-08-11T11:00").with("consent", Story.CONSENT).grounds())
                .isEmpty();
    }

    @Test
    void aConsentEndsByItsTermByWithdrawalAndByWhatIsMissingInIt() {
        Story call = Story.at("2026-10-13T11:00");
        assertThat(call.with("consent", Map.of("givenAt", "-365d", "until", "+0m", "complete", true))
                        .grounds())
                .containsExactly("consent");
        assertThat(call.with(
                                "consent",
                                Map.of("givenAt", "-9d", "until", "+9d", "complete", true, "withdrawnAt", "+0m"))
                        .grounds())
                .containsExactly("consent");
        assertThat(call.with("consent", Map.of("givenAt", "-9d", "until", "+9d", "complete", false))
                        .grounds())
                .containsExactly("consent");
    }

    @Test
    void anOngoingContractAndItsObjectNeedNone() {
        Story call = Story.at("2026-10-13T11:00").with("relation", "ongoing-contract");
        assertThat(call.with("relatedToContract", true).grounds()).isEmpty();
        assertThat(call.with("relatedToContract", false).grounds()).containsExactly("consent");
    }
}
