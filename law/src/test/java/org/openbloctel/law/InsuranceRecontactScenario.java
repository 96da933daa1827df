package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Between two conversations about an insurance lie twenty-four hours. */
@LegalRule("insurance-recontact")
final class InsuranceRecontactScenario {
    @Test
    void theNextConversationWaitsForADay() {
        Story call =
                Story.at("2024-06-12T11:00").with("sector", "insurance").with("contactedAt", "2024-06-11T15:30:00");
        assertThat(call.grounds()).containsExactly("insurance-recontact");
        assertThat(call.next()).isEqualTo("2024-06-12T15:30");
    }
}
