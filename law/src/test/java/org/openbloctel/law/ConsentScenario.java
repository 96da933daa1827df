package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From 11 August 2026 no person is called who did not say yes. */
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
    void aConsentHoldsForWhatItWasAskedForAlone() {
        Story call = Story.at("2026-10-13T11:00")
                .with(
                        "consent",
                        Map.of("givenAt", "-9d", "until", "+9d", "complete", true, "sectors", List.of("insurance")));
        assertThat(call.with("sector", "insurance").grounds()).isEmpty();
        assertThat(call.with("sector", "other").grounds()).containsExactly("consent");
        assertThat(call.with("sector", null).verdict().answer()).isEqualTo(Answer.CANNOT_TELL);
    }

    @Test
    void anOperatorMayWantThePersonToConfirmIt() {
        Story claimed = Story.at("2026-10-13T11:00").with("consent", Story.CONSENT);
        Map<String, Object> more = new HashMap<>(Story.CONSENT);
        more.put("confirmedAt", "-10d");
        Story confirmed = claimed.with("consent", more);
        assertThat(claimed.grounds()).isEmpty();
        assertThat(claimed.setting("consent.claim-suffices", "false").grounds()).containsExactly("consent");
        assertThat(confirmed.setting("consent.claim-suffices", "false").grounds())
                .isEmpty();
        Story refused = claimed.with("refusedAt", "-20d");
        assertThat(refused.grounds()).isEmpty();
        assertThat(refused.setting("no-call-after-objection.lifted-by-consent", "confirmed")
                        .grounds())
                .containsExactly("no-call-after-objection");
        assertThat(confirmed
                        .with("refusedAt", "-20d")
                        .setting("no-call-after-objection.lifted-by-consent", "confirmed")
                        .grounds())
                .isEmpty();
    }

    @Test
    void anOngoingContractAndItsObjectNeedNone() {
        Story call = Story.at("2026-10-13T11:00").with("relation", "ongoing-contract");
        assertThat(call.with("relatedToContract", true).grounds()).isEmpty();
        assertThat(call.with("relatedToContract", false).grounds()).containsExactly("consent");
    }
}
