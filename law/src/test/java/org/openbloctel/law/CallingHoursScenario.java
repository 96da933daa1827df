package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Calls come on working days, at the hours of the person called. */
@LegalRule("calling-hours")
final class CallingHoursScenario {
    @Test
    void theEveningTheWeekendAndTheHolidayAreQuiet() {
        Story friday = Story.at("2024-03-29T20:00");
        assertThat(friday.grounds()).containsExactly("calling-hours");
        // Monday is Easter Monday, and the clocks change on Sunday.
        assertThat(friday.next()).isEqualTo("2024-04-02T10:00");
    }

    @Test
    void theHoursAreThoseOfTheConsumer() {
        Story call = Story.at("2024-06-11T20:30");
        assertThat(call.grounds()).containsExactly("calling-hours");
        assertThat(Story.at("2024-06-11T19:59").in("Indian/Reunion").grounds()).isEmpty();
    }

    @Test
    void anAgreedHourIsKeptMorePreciselyFrom2026() {
        Story call =
                Story.at("2026-10-17T11:20").with("consent", Story.CONSENT).with("agreedAt", "2026-10-17T11:00:00");
        assertThat(call.grounds()).containsExactly("calling-hours");
        assertThat(call.setting("calling-hours.agreed-minutes", "30").grounds()).isEmpty();
        assertThat(Story.at("2024-06-15T11:20")
                        .with("agreedAt", "2024-06-15T11:00:00")
                        .grounds())
                .isEmpty();
    }
}
