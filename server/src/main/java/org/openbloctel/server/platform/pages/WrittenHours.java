package org.openbloctel.server.platform.pages;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days and hours of the week as people write them, from the form that reports and certificates have: {@code monday-friday 10:00-13:00}.
 * What is not in that form is left as it stands.
 *
 * @param locale of the reader: English, or else French
 */
public record WrittenHours(Locale locale) {
    private static final String DAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday";
    private static final Pattern SPAN = Pattern.compile(
            "((?:" + DAY + ")(?:[-,](?:" + DAY + "))*) ([0-2][0-9]):([0-5][0-9])-([0-2][0-9]):([0-5][0-9])");
    private static final char NO_BREAK_SPACE = '\u00a0';

    /** Spans of hours with their days: {@code du lundi au vendredi de 10 h à 13 h et de 14 h à 20 h, sauf les jours fériés}. */
    public String of(List<String> spans, boolean holidaysClosed) {
        Map<String, List<String>> hoursByDays = new LinkedHashMap<>();
        for (String span : spans) {
            Matcher parts = SPAN.matcher(span);
            if (parts.matches()) {
                hoursByDays
                        .computeIfAbsent(days(parts.group(1)), days -> new ArrayList<>())
                        .add(hours(parts));
            } else {
                hoursByDays.put(span, List.of());
            }
        }
        List<String> texts = new ArrayList<>();
        hoursByDays.forEach((days, hours) -> texts.add(hours.isEmpty() ? days : days + " " + joined(hours)));
        String holidays = english() ? ", public holidays excepted" : ", sauf les jours fériés";
        return String.join(english() ? "; " : NO_BREAK_SPACE + "; ", texts)
                + (holidaysClosed && !texts.isEmpty() ? holidays : "");
    }

    private String days(String text) {
        String[] ends = text.split("-", -1);
        if (ends.length == 2 && !text.contains(",")) {
            return english()
                    ? "from " + day(ends[0]) + " to " + day(ends[1])
                    : "du " + day(ends[0]) + " au " + day(ends[1]);
        }
        List<String> days = new ArrayList<>();
        for (String day : text.split("[-,]", -1)) {
            days.add((english() ? "on " : "le ") + day(day));
        }
        return joined(days);
    }

    private String day(String name) {
        return DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT))
                .getDisplayName(TextStyle.FULL, english() ? Locale.UK : Locale.FRENCH);
    }

    private String hours(Matcher parts) {
        return english()
                ? "from " + parts.group(2) + ":" + parts.group(3) + " to " + parts.group(4) + ":" + parts.group(5)
                : "de " + time(parts.group(2), parts.group(3)) + " à " + time(parts.group(4), parts.group(5));
    }

    private static String time(String hour, String minute) {
        String hours = Integer.parseInt(hour) + (NO_BREAK_SPACE + "h");
        return minute.equals("00") ? hours : hours + NO_BREAK_SPACE + minute;
    }

    private String joined(List<String> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        return String.join(", ", parts.subList(0, parts.size() - 1)) + (english() ? " and " : " et ") + parts.getLast();
    }

    private boolean english() {
        return locale.getLanguage().equals("en");
    }
}
