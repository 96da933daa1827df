package org.openbloctel.server.platform.pages;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.scrub.number.NumberingPlan;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * How numbers, dates and sizes are written, in the reader's language, with no-break spaces: {@code @formats} in templates.
 * Thread-safe.
 */
@Component
public final class Formats {
    private static final char NO_BREAK = '\u00a0';
    private static final Pattern DAY = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b(?!T)");

    /** A phone number for its owner: {@code 06 12 34 56 78}; one of another country as {@code +44…}. */
    public String phone(long e164) {
        long national = national(e164);
        return national < 0 ? "+" + e164 : pairs("0%09d".formatted(national));
    }

    /** A phone number for anybody else: {@code 06 12 •• •• 78}. */
    public String masked(long e164) {
        long national = national(e164);
        String digits = national < 0 ? Long.toString(e164) : "0%09d".formatted(national);
        int kept = Math.min(4, digits.length());
        int end = Math.max(kept, digits.length() - 2);
        String masked = digits.substring(0, kept) + "•".repeat(end - kept) + digits.substring(end);
        return national < 0 ? "+" + masked : pairs(masked);
    }

    /** A day: {@code 24 novembre 2026}; the first of a month is {@code 1er} in French. */
    public String day(LocalDate day) {
        return dates().day(day);
    }

    /** A text of the audit trail, whose days are written {@code 2026-11-24}, with its days as people write them. */
    public String withDays(String text) {
        return DAY.matcher(text).replaceAll(found -> Matcher.quoteReplacement(written(found.group())));
    }

    /** People type texts that look like days, too. */
    private String written(String day) {
        try {
            return day(LocalDate.parse(day));
        } catch (DateTimeException noDay) {
            return day;
        }
    }

    /** The day, in France, of an instant. */
    public String day(Instant instant) {
        return day(LegalCalendar.dayOf(instant));
    }

    /** An instant, on the clocks of France: {@code 24 novembre 2026 à 14 h 05}. */
    public String instant(Instant instant) {
        return dates().moment(instant);
    }

    /** An instant on the clocks of another zone. */
    public String instant(Instant instant, ZoneId zone) {
        return dates().moment(instant, zone);
    }

    /** The hour of an instant on the clocks of a zone: {@code 24 novembre 2026, entre 21 h et 22 h}. */
    public String hour(Instant instant, ZoneId zone) {
        return dates().hour(instant, zone);
    }

    private static WrittenDates dates() {
        return new WrittenDates(LocaleContextHolder.getLocale());
    }

    /** For {@code <time datetime>}. */
    public String iso(Instant instant) {
        return instant.toString();
    }

    /** A whole number: {@code 1 234 567}. */
    public String count(long count) {
        return spaced(NumberFormat.getIntegerInstance(locale()).format(count));
    }

    /** A part of a whole: {@code 3,7 %}; 0 of 0 is 0. */
    public String percent(long part, long whole) {
        NumberFormat format = NumberFormat.getNumberInstance(locale());
        format.setMinimumFractionDigits(1);
        format.setMaximumFractionDigits(1);
        String number = spaced(format.format(whole == 0 ? 0 : 100.0 * part / whole));
        return french() ? number + NO_BREAK + "%" : number + "%";
    }

    /** The same with up to two digits, and never rounded up: {@code 99,99 %} is not all. */
    public String share(long part, long whole) {
        NumberFormat format = NumberFormat.getNumberInstance(locale());
        format.setMaximumFractionDigits(2);
        format.setRoundingMode(RoundingMode.DOWN);
        BigDecimal percent = BigDecimal.valueOf(part)
                .movePointRight(2)
                .divide(BigDecimal.valueOf(Math.max(1, whole)), 4, RoundingMode.DOWN);
        String number = spaced(format.format(percent));
        return french() ? number + NO_BREAK + "%" : number + "%";
    }

    /** An amount in euros: {@code 350 €}, {@code 1 250,50 €}, {@code −350 €} with the sign of a minus. */
    public String euros(BigDecimal amount) {
        NumberFormat format = NumberFormat.getNumberInstance(locale());
        boolean whole = amount.stripTrailingZeros().scale() <= 0;
        format.setMinimumFractionDigits(whole ? 0 : 2);
        format.setMaximumFractionDigits(2);
        String number = spaced(format.format(amount.abs()));
        return (amount.signum() < 0 ? "\u2212" : "") + (french() ? number + NO_BREAK + "€" : "€" + number);
    }

    /** An amount in cents of euros. */
    public String cents(long cents) {
        return euros(BigDecimal.valueOf(cents, 2));
    }

    /** A size: {@code 12,3 Mo}. */
    public String size(long bytes) {
        String[] units = french() ? new String[] {"o", "Ko", "Mo", "Go"} : new String[] {"B", "KB", "MB", "GB"};
        double size = bytes;
        int unit = 0;
        while (size >= 1000 && unit < units.length - 1) {
            size /= 1000;
            unit++;
        }
        NumberFormat format = NumberFormat.getNumberInstance(locale());
        format.setMaximumFractionDigits(unit == 0 || size >= 100 ? 0 : 1);
        return spaced(format.format(size)) + NO_BREAK + units[unit];
    }

    private static long national(long e164) {
        return NumberingPlan.FRANCE.national(e164);
    }

    private static String pairs(String digits) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && i % 2 == 0) {
                text.append(NO_BREAK);
            }
            text.append(digits.charAt(i));
        }
        return text.toString();
    }

    /** Java's French thousands are a narrow no-break space, which some fonts lack. */
    private static String spaced(String number) {
        return number.replace('\u202f', NO_BREAK);
    }

    private static boolean french() {
        return !LocaleContextHolder.getLocale().getLanguage().equals("en");
    }

    private static Locale locale() {
        return french() ? Locale.FRANCE : Locale.UK;
    }
}
