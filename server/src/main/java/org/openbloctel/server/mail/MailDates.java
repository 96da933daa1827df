package org.openbloctel.server.mail;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.openbloctel.registry.calendar.LegalCalendar;

/**
 * Writes the days and moments that messages carry in ISO form: {@code ${dates.day(effectiveOn)}} in a template.
 *
 * @param locale of the reader
 */
public record MailDates(Locale locale) {
    private static final DateTimeFormatter DAY_FR = DateTimeFormatter.ofPattern("d\u00a0MMMM uuuu", Locale.FRENCH);
    private static final DateTimeFormatter DAY_EN = DateTimeFormatter.ofPattern("d\u00a0MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter MOMENT_FR =
            DateTimeFormatter.ofPattern("d\u00a0MMMM uuuu 'à'\u00a0H'\u00a0h\u00a0'mm", Locale.FRENCH);
    private static final DateTimeFormatter MOMENT_EN =
            DateTimeFormatter.ofPattern("d\u00a0MMMM uuuu 'at'\u00a0H:mm", Locale.UK);

    /** {@code 2026-11-24} as {@code 24 novembre 2026}; an instant as the legal day it is on. */
    public String day(String iso) {
        LocalDate day = iso.indexOf('T') < 0 ? LocalDate.parse(iso) : LegalCalendar.dayOf(Instant.parse(iso));
        return english() ? day.format(DAY_EN) : first(day.getDayOfMonth(), day.format(DAY_FR));
    }

    /** {@code 2026-11-24T13:05:00Z} as {@code 24 novembre 2026 à 14 h 05}, in the legal zone. */
    public String moment(String iso) {
        ZonedDateTime moment = Instant.parse(iso).atZone(LegalCalendar.ZONE);
        return english() ? moment.format(MOMENT_EN) : first(moment.getDayOfMonth(), moment.format(MOMENT_FR));
    }

    private static String first(int dayOfMonth, String text) {
        return dayOfMonth == 1 ? "1er" + text.substring(1) : text;
    }

    private boolean english() {
        return locale.getLanguage().equals("en");
    }
}
