package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** After a refusal there are sixty days of peace. */
@LegalRule("refusal-pause")
final class RefusalPauseScenario {
    @Test
    void sixtyFullDaysAreQuiet() {
        Story call = Story.at("2024-06-11T11:00").with("refusedAt", "2024-04-12T11:00:00");
        assertThat(call.grounds()).containsExactly("refusal-pause");
        assertThat(call.next()).isEqualTo("2024-06-12T10:00");
    }

    @Test
    void isOffFrom11August2026UnlessTheOperatorReadsTheTextOtherwise() {
        Story call =
                Story.at("2026-10-13T11:00").with("consent", Story.CONSENT).with("refusedAt", "2026-09-20T11:00:00");
        assertThat(call.grounds()).isEmpty();
        assertThat(call.setting("refusal-pause.enforced", "true").grounds()).containsExactly("refusal-pause");
    }
}
