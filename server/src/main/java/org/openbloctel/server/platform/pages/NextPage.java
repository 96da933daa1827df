package org.openbloctel.server.platform.pages;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.web.servlet.FlashMap;

/**
 * The page that a redirect leads to, and what it shows once. Spring makes one for each handler's parameter of this type. Not thread-safe.
 */
public final class NextPage {
    private static final String DONE = "done";

    private final FlashMap shown;
    private final MessageSource texts;

    public NextPage(FlashMap shown, MessageSource texts) {
        this.shown = shown;
        this.texts = texts;
    }

    /** Shows this message as done, after those that are shown already. */
    public void done(String key, Object... arguments) {
        String text = texts.getMessage(key, arguments, LocaleContextHolder.getLocale());
        shown.merge(DONE, text, (before, after) -> before + " " + after);
    }

    /** Puts an attribute into its model. */
    public void show(String name, Object value) {
        shown.put(name, value);
    }
}
