package org.openbloctel.registry.service.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/** An answer is due at the end of a working day in France. */
final class AnswerDayTest {
    @Test
    void weekendsAreLeftOut() {
        Instant friday = Instant.parse("2026-11-27T10:00:00Z");
        assertThat(Questions.AnswerDay.after(friday, 3)).isEqualTo("2026-12-02T23:00:00Z");
        Instant saturdayInParis = Instant.parse("2026-11-27T23:30:00Z");
        assertThat(Questions.AnswerDay.after(saturdayInParis, 1)).isEqualTo("2026-11-30T23:00:00Z");
    }

    /** Against a count day by day: as many weekdays lie between, and the last of them ends there, in France. */
    @Test
    void asManyWeekdaysLieBetweenAsWerePromised() {
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            Instant asked = Instant.ofEpochSecond(1_790_000_000L + random.nextInt(100_000_000));
            int promised = 1 + random.nextInt(10);
            Instant due = Questions.AnswerDay.after(asked, promised);
            LocalDate last = LegalCalendar.dayOf(due.minusSeconds(1));
            assertThat(LegalCalendar.startOf(last.plusDays(1))).isEqualTo(due);
            assertThat(last.getDayOfWeek()).isLessThanOrEqualTo(DayOfWeek.FRIDAY);
            assertThat(LegalCalendar.dayOf(asked)
                            .datesUntil(last)
                            .map(day -> day.plusDays(1))
                            .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0))
                    .as("%s + %d", asked, promised)
                    .hasSize(promised);
        }
    }

    @Test
    void dayWhoseClocksChangeHas25Hours() {
        Instant friday = Instant.parse("2026-10-23T10:00:00Z");
        assertThat(Questions.AnswerDay.after(friday, 1)).isEqualTo("2026-10-26T23:00:00Z");
    }
}
