package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Four calls in thirty days, answered or not. */
@LegalRule("attempt-limit")
final class AttemptLimitScenario {
    @Test
    void theFifthWaitsUntilTheFirstIsThirtyDaysAgo() {
        Story call = Story.at("2024-06-11T11:00").with("attempts", List.of("2024-05-20T11:00:00", "-3d", "-2d", "-1d"));
        assertThat(call.grounds()).containsExactly("attempt-limit");
        assertThat(call.with("listCheckedAt", "-1d").next()).isEqualTo("2024-06-19T10:00");
    }

    @Test
    void thePeriodMayBeReadAsBeginningWithTheFirstCall() {
        // A fifth call: in the thirty days before it there were four, but a new period began with the fourth.
        Story call = Story.at("2024-06-11T11:00")
                .with(
                        "attempts",
                        List.of(
                                "2024-05-10T11:00:00",
                                "2024-05-13T11:00:00",
                                "2024-05-14T11:00:00",
                                "2024-05-15T11:00:00",
                                "2024-06-10T11:00:00"));
        assertThat(call.grounds()).containsExactly("attempt-limit");
        assertThat(call.setting("attempt-limit.window", "from-first").grounds()).isEmpty();
    }
}
