package org.openbloctel.registry.platform.refusal;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.WrittenNumbers;

/**
 * Refuses or hides phone numbers in texts that are kept and shown in clear. The text before the digits does not matter, because a reader of
 * {@code REF-0639980001} learns the number. Ids of digits and letters and a date with its time are left alone: a refusal of a text is worse
 * than a mask over it. Stateless.
 */
public final class NumbersInTexts {
    private static final String BETWEEN = "(?:\\h?[./_\\p{Pd}]\\h?|\\h)";

    /** A UUID, or a word in which letters follow digits. */
    private static final Pattern ID =
            Pattern.compile("(?i)(?<![0-9a-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-z])"
                    + "|(?<![\\p{L}0-9])\\p{L}*[0-9]+\\p{L}[\\p{L}0-9]*");

    private static final Pattern MOMENT = Pattern.compile(
            "(?<![0-9])(?:19|20)[0-9]{2}(" + BETWEEN
                    + ")(?:0[1-9]|1[0-2])\\1(?:0[1-9]|[12][0-9]|3[01])\\1(?:[01][0-9]|2[0-3])\\1[0-5][0-9]\\1[0-5][0-9](?![0-9])");

    /** Digits with hardly anything between them. Bounded, since the library needs stack for each digit of a run. */
    private static final Pattern DIGITS = Pattern.compile("[+(]?\\p{Nd}(?:[^\\p{L}\\p{Nd}]{0,3}\\p{Nd}){8,40}");

    private NumbersInTexts() {}

    /**
     * Refuses a text that holds a number.
     *
     * @param field what programs call the text
     */
    public static void refuse(String field, String text) {
        if (in(text)) {
            throw new RefusedException(new LawRefusal.NumberInText(field));
        }
    }

    /** The text, in which numbers are hidden, and with them the digits beside them. */
    public static String without(String text) {
        return in(text) ? DIGITS.matcher(text).replaceAll("…") : text;
    }

    static boolean in(String text) {
        String rest = MOMENT.matcher(ID.matcher(text).replaceAll(" ; ")).replaceAll(" ; ");
        byte[] bytes = rest.getBytes(StandardCharsets.UTF_8);
        return new WrittenNumbers(NumberingPlan.FRANCE).find(bytes, 0, bytes.length, false) > 0;
    }
}
