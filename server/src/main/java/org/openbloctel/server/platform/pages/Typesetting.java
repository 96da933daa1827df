package org.openbloctel.server.platform.pages;

import java.util.regex.Pattern;

/**
 * Sets French as French is set: a no-break space before double signs and inside quotes, and behind figures, so
 * that neither "30 jours" nor a phone number is torn apart. The number of an article ends there: "L. 223-1 et". Stateless.
 */
public final class Typesetting {
    private static final Pattern BEFORE_DOUBLE_SIGN = Pattern.compile(" (?=[:;!?»%€])");

    // The space comes first: a pattern that begins with a look-behind tries it at every character.
    private static final Pattern INSIDE = Pattern.compile(" (?<=(?:«|(?<![-\\d])\\d{1,12}|\\b[LR]\\.|n°|N°) )");
    private static final Pattern IN_FIGURES = Pattern.compile(" (?<=(?:\\d|\\b[LR]\\.) )(?=\\d)");

    private Typesetting() {}

    /** The text with no-break spaces where they belong. */
    public static String french(String text) {
        String before = BEFORE_DOUBLE_SIGN.matcher(text).replaceAll("\u00a0");
        return INSIDE.matcher(before).replaceAll("\u00a0");
    }

    /** An English text with no-break spaces inside its numbers: neither "06 39 98 12 34" nor "L. 223-1" is torn apart. */
    public static String english(String text) {
        return IN_FIGURES.matcher(text).replaceAll("\u00a0");
    }
}
