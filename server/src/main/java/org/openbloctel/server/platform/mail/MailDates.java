package org.openbloctel.server.platform.mail;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.platform.pages.WrittenDates;

/**
 * Writes the days and moments that messages carry in ISO form, and their counts: {@code ${dates.day(effectiveOn)}} in a template.
 *
 * @param locale of the reader
 */
record MailDates(Locale locale) {
    /** {@code 2026-11-24} as {@code 24 novembre 2026}; an instant as the legal day it is on. */
    public String day(String iso) {
        LocalDate day = iso.indexOf('T') < 0 ? LocalDate.parse(iso) : LegalCalendar.dayOf(Instant.parse(iso));
        return new WrittenDates(locale).day(day);
    }

    /** {@code 2026-11-24T13:05:00Z} as {@code 24 novembre 2026 à 14 h 05}, in the legal zone. */
    public String moment(String iso) {
        return new WrittenDates(locale).moment(Instant.parse(iso));
    }

    /** A number, for the singular or plural of what it counts. */
    public long number(String digits) {
        return Long.parseLong(digits);
    }

    /** {@code 12345} with its thousands parted. */
    public String count(String digits) {
        return NumberFormat.getIntegerInstance(locale).format(Long.parseLong(digits));
    }
}
