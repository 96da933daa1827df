package org.openbloctel.registry.refusal;

import java.util.regex.Pattern;

/**
 * Finds phone numbers in texts that are kept and shown in clear, as people write them: ten digits that begin with 0, at once or in the
 * usual groups, {@code +33} or {@code 0033}. What stands before the digits does not matter, since a reader of {@code REF-0639980001} has
 * the number. Bare nine digits, longer runs of digits, ids of letters and digits, and a date with its time are no numbers: a refusal of a
 * text is worse than a mask over it, so that this is narrower than what masks look for. Stateless.
 */
public final class WrittenNumbers {
    private static final int FEWEST_DIGITS = 10;

    /** Letters of a token may stand right before the digits, but no mixture, which is an id. */
    private static final String TOKEN = "(?<![\\p{L}0-9])\\p{L}*";

    private static final String END = "(?![\\p{L}0-9])";
    private static final String BETWEEN = "(?:\\h?[./_\\p{Pd}]\\h?|\\h)";

    private static final Pattern ID =
            Pattern.compile("(?i)(?<![0-9a-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-z])");

    private static final Pattern MOMENT = Pattern.compile(
            "(?<![0-9])(?:19|20)[0-9]{2}(" + BETWEEN
                    + ")(?:0[1-9]|1[0-2])\\1(?:0[1-9]|[12][0-9]|3[01])\\1(?:[01][0-9]|2[0-3])\\1[0-5][0-9]\\1[0-5][0-9](?![0-9])");

    private static final Pattern NUMBER = Pattern.compile(String.join(
            "|",
            TOKEN + "0[1-9][0-9]{8}" + END,
            TOKEN + "0[1-9](" + BETWEEN + ")[0-9]{2}(?:\\1[0-9]{2}){3}" + END,
            TOKEN + "0[1-9](" + BETWEEN + ")[0-9]{3}\\2[0-9]{3}\\2[0-9]{2}" + END,
            TOKEN + "0[1-9](" + BETWEEN + ")[0-9]{8}" + END,
            TOKEN + "0[1-9][0-9]{2}(" + BETWEEN + ")[0-9]{3}\\4[0-9]{3}" + END,
            TOKEN + "0[1-9][0-9]{2}(" + BETWEEN + ")[0-9]{2}\\5[0-9]{2}\\5[0-9]{2}" + END,
            "(?:" + TOKEN + "0033|(?<![0-9])\\+\\h?(?:33|262|508|590|594|596))" + BETWEEN + "?(?:\\(0\\)|0)?" + BETWEEN
                    + "?[1-9](?:" + BETWEEN + "?[0-9]){8}" + END));

    private WrittenNumbers() {}

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

    static boolean in(String text) {
        if (text.codePoints().filter(Character::isDigit).count() < FEWEST_DIGITS) {
            return false;
        }
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .forEach(plain::appendCodePoint);
        String rest = MOMENT.matcher(ID.matcher(plain).replaceAll(" ")).replaceAll(" ");
        return NUMBER.matcher(rest).find();
    }
}
