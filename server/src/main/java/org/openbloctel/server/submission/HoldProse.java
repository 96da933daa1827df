package org.openbloctel.server.submission;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openbloctel.registry.scrubbing.Hold;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says in words why a file is held, by which figures, and what its company can do; {@code @holdProse}. Thread-safe. */
@Component
public final class HoldProse {
    private final MessageSource texts;

    HoldProse(MessageSource texts) {
        this.texts = texts;
    }

    /** What it is, what happened, the figures, what to do. */
    public record Said(String title, String detail, String figures, String cure) {}

    /** In the reader's language. */
    public Said of(Hold hold) {
        return of(hold, LocaleContextHolder.getLocale());
    }

    /** In a language. */
    public Said of(Hold hold, Locale locale) {
        String key = "submission.hold." + hold.kind();
        return new Said(
                texts.getMessage(key + ".title", null, locale),
                texts.getMessage(key + ".detail", null, locale),
                figures(hold.figures(), locale),
                texts.getMessage(key + ".cure", null, locale));
    }

    /** Figures are parted by semicolons or commas; a code before a figure is said in words where it has some. */
    private String figures(String figures, Locale locale) {
        return Arrays.stream(figures.split("[;,] +", -1))
                .map(figure -> figure(figure, locale))
                .collect(Collectors.joining(locale.getLanguage().equals("fr") ? " ; " : "; "));
    }

    private String figure(String figure, Locale locale) {
        String code = figure.split(" ", 2)[0];
        String words = texts.getMessage("submission.hold.figure." + code, null, code, locale);
        return words + figure.substring(code.length());
    }
}
