package org.openbloctel.law;

import java.util.Locale;

/**
 * A text for people.
 *
 * @param fr in French
 * @param en in English
 */
public record Bilingual(String fr, String en) {
    /** In the reader's language, English unless it is French. */
    public String in(Locale locale) {
        return locale.getLanguage().equals("fr") ? fr : en;
    }
}
