package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who refused an insurance is never called again about one. */
@LegalRule("insurance-refusal")
final class InsuranceRefusalScenario {
    @Test
    void yearsLaterTheRefusalStillHolds() {
        Story call = Story.at("2026-06-09T11:00").with("sector", "insurance").with("refusedAt", "2022-05-03T11:00:00");
        assertThat(call.grounds()).containsExactly("insurance-refusal");
        assertThat(call.next()).isEqualTo("never");
        assertThat(call.with("sector", "other").grounds()).isEmpty();
    }
}
