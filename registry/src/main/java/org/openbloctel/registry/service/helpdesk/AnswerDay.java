package org.openbloctel.registry.service.helpdesk;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/** Until when an answer is due: the end of the last of some working days, of which the first is the next one. */
final class AnswerDay {
    private AnswerDay() {}

    /** Days from Monday to Friday count, public holidays among them. */
    static Instant after(Instant asked, int workingDays) {
        LocalDate day = LegalCalendar.dayOf(asked);
        for (int left = workingDays; left > 0; ) {
            day = day.plusDays(1);
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return LegalCalendar.endOf(day);
    }
}
