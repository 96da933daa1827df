package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A no holds until a new yes. */
@LegalRule("no-call-after-objection")
final class NoCallAfterObjectionScenario {
    @Test
    void onlyAConsentGivenSinceEndsIt() {
        Story call = Story.at("2026-10-13T11:00").with("refusedAt", "-5d");
        assertThat(call.with("consent", Story.CONSENT).grounds()).containsExactly("no-call-after-objection");
        assertThat(call.with("consent", Map.of("givenAt", "-4d", "until", "+9d", "complete", true))
                        .grounds())
                .isEmpty();
    }

    @Test
    void aRunningContractDoesNotEndIt() {
        assertThat(Story.at("2026-10-13T11:00")
                        .with("refusedAt", "-5d")
                        .with("relation", "ongoing-contract")
                        .with("relatedToContract", true)
                        .grounds())
                .containsExactly("no-call-after-objection");
    }
}
