package org.openbloctel.server.platform.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/**
 * Days and moments as people write them, on the clocks of France, with no-break spaces: one way for pages, mails, certificates and
 * files.
 *
 * @param locale of the reader: English, or else French
 */
public record WrittenDates(Locale locale) {
    private static final DateTimeFormatter DAY_FR = DateTimeFormatter.ofPattern("d\u00a0MMMM uuuu", Locale.FRENCH);
    private static final DateTimeFormatter DAY_EN = DateTimeFormatter.ofPattern("d\u00a0MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter TIME_FR =
            DateTimeFormatter.ofPattern("'à'\u00a0H'\u00a0h\u00a0'mm", Locale.FRENCH);
    private static final DateTimeFormatter TIME_EN = DateTimeFormatter.ofPattern("'at'\u00a0H:mm", Locale.UK);

    /** A day: {@code 24 novembre 2026}; the first of a month is {@code 1er} in French. */
    public String day(LocalDate day) {
        if (english()) {
            return DAY_EN.format(day);
        }
        String text = DAY_FR.format(day);
        return day.getDayOfMonth() == 1 ? "1er" + text.substring(1) : text;
    }

    /** A moment: {@code 24 novembre 2026 à 14 h 05}. */
    public String moment(Instant instant) {
        return moment(instant, LegalCalendar.ZONE);
    }

    /** A moment on the clocks of another zone. */
    public String moment(Instant instant, ZoneId zone) {
        ZonedDateTime time = instant.atZone(zone);
        return day(time.toLocalDate()) + " " + (english() ? TIME_EN : TIME_FR).format(time);
    }

    /** The hour of a moment, without its minute: {@code 24 novembre 2026, entre 21 h et 22 h}. */
    public String hour(Instant instant, ZoneId zone) {
        ZonedDateTime time = instant.atZone(zone);
        int from = time.getHour();
        String hours = english()
                ? "between\u00a0%d:00 and\u00a0%d:00".formatted(from, from + 1)
                : "entre\u00a0%d\u00a0h et\u00a0%d\u00a0h".formatted(from, from + 1);
        return day(time.toLocalDate()) + ", " + hours;
    }

    private boolean english() {
        return locale.getLanguage().equals("en");
    }
}
