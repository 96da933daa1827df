package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A machine speaks only to people who consented, also within a contract; a system that connects people to a human is another matter. */
@LegalRule("automated-call")
final class AutomatedCallScenario {
    @Test
    void recordedMessageNeedsAConsentAlsoWithinAContract() {
        Story call = Story.at("2026-11-24T11:00")
                .with("relation", "ongoing-contract")
                .with("relatedToContract", true);
        assertThat(call.grounds()).isEmpty();
        assertThat(call.with("recorded", true).grounds()).containsExactly("automated-call");
        assertThat(call.with("recorded", true).with("consent", Story.CONSENT).grounds())
                .isEmpty();
    }

    @Test
    void systemThatDialsForAHumanIsNoRecordedMessage() {
        Story call = Story.at("2024-06-11T11:00").with("automated", true).with("callerId", "0162001234");
        assertThat(call.grounds()).isEmpty();
        assertThat(call.with("recorded", false).grounds()).isEmpty();
    }
}
