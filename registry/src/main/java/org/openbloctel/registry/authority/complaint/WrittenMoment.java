package org.openbloctel.registry.authority.complaint;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A day and an hour as people and telephones write them, in French or English, found in a line. A day without a year is the last such day
 * that is not in the future. All patterns are bounded.
 *
 * @param day null when none stands there
 * @param time to the minute; null when none stands there
 * @param rest the line without both
 */
record WrittenMoment(@Nullable LocalDate day, @Nullable LocalTime time, String rest) {
    private static final Map<String, Integer> MONTHS = Map.ofEntries(
            Map.entry("jan", 1),
            Map.entry("fev", 2),
            Map.entry("feb", 2),
            Map.entry("mar", 3),
            Map.entry("avr", 4),
            Map.entry("apr", 4),
            Map.entry("mai", 5),
            Map.entry("may", 5),
            Map.entry("juin", 6),
            Map.entry("jun", 6),
            Map.entry("juil", 7),
            Map.entry("jul", 7),
            Map.entry("aou", 8),
            Map.entry("aug", 8),
            Map.entry("sep", 9),
            Map.entry("oct", 10),
            Map.entry("nov", 11),
            Map.entry("dec", 12));

    private static final String MONTH =
            "(" + MONTHS.keySet().stream().sorted().collect(Collectors.joining("|")) + ")[a-z]{0,7}";
    /** Milliseconds since 1970, as exports have them: of the years from 2014 on. */
    private static final Pattern MILLIS = Pattern.compile("(?<!\\d)(1[4-9]\\d{11}|2\\d{12})(?!\\d)");

    private static final Pattern ISO = Pattern.compile("(?<!\\d)(20\\d{2})[-/.](\\d{1,2})[-/.](\\d{1,2})(?!\\d)t?");
    private static final Pattern DIGITS = Pattern.compile(
            "(?<![\\d+./-])(\\d{1,2})[/.-](\\d{1,2})[/.-](20\\d{2}|\\d{2})(?![\\d]|[. -]\\d{2}[. -]?\\d{2})");
    private static final Pattern SHORT = Pattern.compile("(?<![\\d/+])(\\d{1,2})/(\\d{1,2})(?![\\d/])");
    private static final Pattern NAMED = Pattern.compile(
            "(?<![\\d])(\\d{1,2})(?:er|st|nd|rd|th)?[ -]{0,2}" + MONTH + "[.]?,?[ -]{0,2}(20\\d{2})?(?![a-z\\d])");
    private static final Pattern ENGLISH = Pattern.compile(
            "(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?[.]?"
                    + " {1,2}(\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:, {0,2}(20\\d{2})|,? {0,2}(20\\d{2}))?");
    private static final Pattern RELATIVE =
            Pattern.compile("(?<![a-z])(avant-hier|hier|aujourd.?hui|yesterday|today)(?![a-z])");
    private static final Pattern TIME = Pattern.compile(
            "(?<![\\d.+])([01]?\\d|2[0-3]) ?[:h] ?([0-5]\\d)(?::([0-5]\\d)(?:[.,]\\d{1,6})?)?(?: ?([ap])[.]?m[.]?(?![a-z]))?z?(?!\\d)");
    private static final Pattern HOUR = Pattern.compile("(?<![\\d.+])([01]?\\d|2[0-3]) ?h(?:eures)?(?![a-z\\d])");
    private static final int MAX_LENGTH = 300;
    private static final int NOON = 12;
    private static final int CENTURY = 2000;
    private static final int PARTS = 3;

    /** Finds both in a line, of which the beginning counts. */
    static WrittenMoment find(String line, LocalDate today, ZoneId zone) {
        String text = plain(line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) : line);
        Matcher millis = MILLIS.matcher(text);
        if (millis.find()) {
            LocalDateTime at = Instant.ofEpochMilli(Long.parseLong(millis.group(1)))
                    .atZone(zone)
                    .toLocalDateTime();
            String rest = found(text, millis).replaceAll("readable_date=\"[^\"]{0,60}\"", " ");
            return new WrittenMoment(
                    at.toLocalDate(), at.toLocalTime().withSecond(0).withNano(0), rest);
        }
        Found<LocalTime> time = time(text);
        Found<LocalDate> day = day(time.rest(), today);
        return new WrittenMoment(day.value(), time.value(), day.rest());
    }

    /** What was found, and the text without it. */
    private record Found<T>(@Nullable T value, String rest) {}

    /** Without accents, in small letters, with plain blanks and dashes. */
    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[\\p{Z}\\t]", " ")
                .replace('’', '\'')
                .replaceAll("[\\u2010-\\u2015]", "-")
                .toLowerCase(Locale.ROOT);
    }

    private static Found<LocalTime> time(String text) {
        Matcher time = TIME.matcher(text);
        if (time.find()) {
            int hour = Integer.parseInt(time.group(1));
            String half = time.group(4);
            if (half == null) {
                return new Found<>(LocalTime.of(hour, Integer.parseInt(time.group(2))), found(text, time));
            }
            if (hour >= 1 && hour <= NOON) {
                int shifted = hour % NOON + (half.equals("p") ? NOON : 0);
                return new Found<>(LocalTime.of(shifted, Integer.parseInt(time.group(2))), found(text, time));
            }
        }
        Matcher hour = HOUR.matcher(text);
        return hour.find()
                ? new Found<>(LocalTime.of(Integer.parseInt(hour.group(1)), 0), found(text, hour))
                : new Found<>(null, text);
    }

    private static Found<LocalDate> day(String text, LocalDate today) {
        Matcher relative = RELATIVE.matcher(text);
        if (relative.find()) {
            int before = switch (relative.group(1)) {
                case "avant-hier" -> 2;
                case "hier", "yesterday" -> 1;
                default -> 0;
            };
            return new Found<>(today.minusDays(before), found(text, relative));
        }
        for (Pattern pattern : new Pattern[] {ISO, NAMED, DIGITS, SHORT, ENGLISH}) {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                LocalDate day = day(pattern, matcher, today);
                if (day != null) {
                    return new Found<>(day, found(text, matcher));
                }
            }
        }
        return new Found<>(null, text);
    }

    private static @Nullable LocalDate day(Pattern pattern, MatchResult one, LocalDate today) {
        if (pattern == ISO) {
            return date(one.group(1), number(one.group(2)), number(one.group(3)), today);
        }
        if (pattern == NAMED) {
            return date(one.group(PARTS), month(one.group(2)), number(one.group(1)), today);
        }
        if (pattern == ENGLISH) {
            String year = one.group(PARTS) == null ? one.group(PARTS + 1) : one.group(PARTS);
            return date(year, month(one.group(1)), number(one.group(2)), today);
        }
        String year = pattern == DIGITS ? one.group(PARTS) : null;
        return date(year, number(one.group(2)), number(one.group(1)), today);
    }

    private static @Nullable LocalDate date(@Nullable String year, int month, int day, LocalDate today) {
        try {
            if (year != null) {
                int written = number(year);
                return LocalDate.of(written < CENTURY ? CENTURY + written : written, month, day);
            }
            MonthDay said = MonthDay.of(month, day);
            int last = said.isValidYear(today.getYear())
                            && !said.atYear(today.getYear()).isAfter(today)
                    ? today.getYear()
                    : today.getYear() - 1;
            while (!said.isValidYear(last)) {
                last--;
            }
            return said.atYear(last);
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static int month(String name) {
        return MONTHS.getOrDefault(name, 0);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static String found(String text, MatchResult one) {
        return text.substring(0, one.start()) + " ; " + text.substring(one.end());
    }
}
