package org.openbloctel.server.service.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.openbloctel.registry.platform.figures.Figure;
import org.openbloctel.registry.platform.figures.Step;
import org.openbloctel.server.platform.pages.Formats;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Figures and their periods in the reader's language. Thread-safe. */
@Component
record FigureWords(MessageSource texts, Formats formats) {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }

    String name(Figure figure) {
        return text("figures.name." + figure.code());
    }

    String part(Figure figure, String part) {
        return text("figures.part." + figure.code() + "." + part);
    }

    String period(Step step, LocalDate beginning) {
        return switch (step) {
            case DAY -> formats.day(beginning);
            case MONTH ->
                DateTimeFormatter.ofPattern("MMMM uuuu", LocaleContextHolder.getLocale())
                        .format(beginning);
            case YEAR -> Integer.toString(beginning.getYear());
        };
    }

    String value(Figure figure, long value) {
        return switch (figure.unit()) {
            case COUNT, MINUTES, DAYS -> formats.count(value);
            case CENTS -> formats.cents(value);
            case MILLISECONDS -> duration(value);
        };
    }

    private String duration(long millis) {
        if (millis < SECOND) {
            return text("figures.unit.ms", formats.count(millis));
        }
        if (millis < 2 * MINUTE) {
            return text("figures.unit.s", decimal(BigDecimal.valueOf(millis).movePointLeft(3), 1));
        }
        return millis < 2 * HOUR
                ? text("figures.unit.min", formats.count(millis / MINUTE))
                : text("figures.unit.h", formats.count(millis / HOUR));
    }

    /** A mean number of days. */
    String meanDays(long days, long cases) {
        BigDecimal mean = BigDecimal.valueOf(days).divide(BigDecimal.valueOf(cases), 1, RoundingMode.HALF_UP);
        return text("figures.unit.days", decimal(mean, 1));
    }

    String share(long part, long whole) {
        return formats.share(part, whole);
    }

    private static String decimal(BigDecimal number, int digits) {
        String plain = number.setScale(digits, RoundingMode.DOWN).toPlainString();
        return LocaleContextHolder.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage())
                ? plain
                : plain.replace('.', ',');
    }
}
