package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A professional does not hide the number; operators mask numbers that are not authenticated. */
@LegalRule("hidden-number")
final class HiddenNumberScenario {
    private static final String MASKS = "hidden-number.operators-mask";

    private static Story hidden(String at) {
        return Story.at(at).with("consent", Story.CONSENT).with("callerId", "hidden");
    }

    private static List<String> missing(Story story) {
        return story.verdict().grounds().stream()
                .flatMap(ground -> Stream.ofNullable(ground.missing()))
                .toList();
    }

    @Test
    void callerThatHidesItsNumberBreaksTheRuleOnEachDay() {
        assertThat(hidden("2025-12-31T11:00").grounds()).containsExactly("hidden-number");
        assertThat(hidden("2026-11-24T11:00").grounds()).containsExactly("hidden-number");
        assertThat(missing(hidden("2026-11-24T11:00"))).isEmpty();
    }

    @Test
    void numberThatThePersonSawHiddenMayHaveBeenMaskedByAnOperatorFrom2026On() {
        assertThat(missing(hidden("2025-12-31T11:00").with("unauthenticated", true)))
                .isEmpty();
        Story since = hidden("2026-01-02T11:00").with("unauthenticated", true);
        assertThat(since.grounds()).containsExactly("hidden-number");
        assertThat(missing(since)).containsExactly("authentication");
        assertThat(missing(since.setting(MASKS, "false"))).isEmpty();
        assertThat(since.setting(MASKS, "false").grounds()).containsExactly("hidden-number");
    }

    @Test
    void numberThatIsShownAsNotAuthenticatedLeavesOpenWhoseItIs() {
        Story call = Story.at("2026-11-24T11:00")
                .with("consent", Story.CONSENT)
                .with("callerId", "0162001234")
                .with("automated", false);
        assertThat(call.grounds()).isEmpty();
        assertThat(missing(call.with("unauthenticated", true))).containsExactly("authentication");
    }
}
