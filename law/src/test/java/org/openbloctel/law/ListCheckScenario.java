package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A check of the list holds for thirty days. */
@LegalRule("list-check")
final class ListCheckScenario {
    @Test
    void aCheckHoldsForThirtyDaysWhateverTheHour() {
        Story call = Story.at("2024-06-11T19:59").with("listCheckedAt", "2024-05-12T10:00:00");
        assertThat(call.grounds()).isEmpty();
        assertThat(call.with("listCheckedAt", "2024-05-11T23:59:59").grounds()).containsExactly("list-check");
    }

    @Test
    void whoNeverLookedCannotTell() {
        CallVerdict verdict =
                Story.at("2024-06-11T11:00").with("listCheckedAt", null).verdict();
        assertThat(verdict.answer()).isEqualTo(Answer.CANNOT_TELL);
        assertThat(verdict.grounds()).extracting(Ground::missing).containsExactly("listCheckedAt");
    }
}
