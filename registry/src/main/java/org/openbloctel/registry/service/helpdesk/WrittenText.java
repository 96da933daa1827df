package org.openbloctel.registry.service.helpdesk;

import java.util.regex.Pattern;
import org.openbloctel.registry.platform.refusal.HelpdeskRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** Texts as they were typed, read into what is kept: plain text, which no page shows as HTML. */
public final class WrittenText {
    /** Characters of a subject or a published question. */
    public static final int MAX_LINE = 200;

    /** Characters of a message or an answer. */
    public static final int MAX_TEXT = 10_000;

    /** An address, or so many digits that they may be a phone number. */
    private static final Pattern OF_A_PERSON =
            Pattern.compile("@|\\d(?:[\\h.()\\p{Pd}]{0,2}\\d){8}|0\\d(?:[/_]\\d{2}){4}");

    private WrittenText() {}

    /** One line. */
    public static String line(String typed) {
        return checked(typed.replaceAll("\\p{Cntrl}+", " "), MAX_LINE);
    }

    /** Several lines. */
    public static String text(String typed) {
        return checked(typed.replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\n\t]]+", " "), MAX_TEXT);
    }

    /** A public text, which must not name anyone: without addresses and phone numbers. */
    public static String published(String text) {
        if (OF_A_PERSON.matcher(text).find()) {
            throw new RefusedException(new HelpdeskRefusal.NamesSomebody());
        }
        return text;
    }

    /** Words of a search, which is for questions: a person is looked for by their case, with a purpose. */
    public static String searched(String typed) {
        if (OF_A_PERSON.matcher(typed).find()) {
            throw new RefusedException(new HelpdeskRefusal.SearchesPerson());
        }
        return typed;
    }

    private static String checked(String typed, int most) {
        String text = typed.strip();
        if (text.isEmpty()) {
            throw new RefusedException(new HelpdeskRefusal.TextMissing());
        }
        if (text.length() > most) {
            throw new RefusedException(new HelpdeskRefusal.TextTooLong(most));
        }
        return text;
    }
}
