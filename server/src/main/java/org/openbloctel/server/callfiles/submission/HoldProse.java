package org.openbloctel.server.callfiles.submission;

import java.util.Locale;
import org.openbloctel.registry.callfiles.scrubbing.Hold;
import org.openbloctel.server.platform.pages.HoldFigures;
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
                String.join(
                        locale.getLanguage().equals("fr") ? " ; " : "; ",
                        new HoldFigures(texts, locale).of(hold.kind().name(), hold.figures())),
                texts.getMessage(key + ".cure", null, locale));
    }
}
