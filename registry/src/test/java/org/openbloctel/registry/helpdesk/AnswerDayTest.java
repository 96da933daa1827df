package org.openbloctel.registry.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An answer is due at the end of a working day in France. */
final class AnswerDayTest {
    @Test
    void weekendsAreLeftOut() {
        Instant friday = Instant.parse("2026-11-27T10:00:00Z");
        assertThat(AnswerDay.after(friday, 3)).isEqualTo("2026-12-02T23:00:00Z");
        Instant saturdayInParis = Instant.parse("2026-11-27T23:30:00Z");
        assertThat(AnswerDay.after(saturdayInParis, 1)).isEqualTo("2026-11-30T23:00:00Z");
    }

    @Test
    void dayWhoseClocksChangeHas25Hours() {
        Instant friday = Instant.parse("2026-10-23T10:00:00Z");
        assertThat(AnswerDay.after(friday, 1)).isEqualTo("2026-10-26T23:00:00Z");
    }
}
