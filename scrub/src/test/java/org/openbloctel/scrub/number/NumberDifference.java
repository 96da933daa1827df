package org.openbloctel.scrub.number;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The kinds of difference between the reader and libphonenumber, each told by the text and the two results alone. The
 * first that fits counts.
 */
@SuppressWarnings("ImmutableEnumChecker") // the predicates hold nothing
enum NumberDifference {
    /** No difference: the same number, and both or neither take it for a subscriber's. */
    NONE_BOTH_READ(
            p -> p.bothRead() && p.sameNumber() && p.callable() == p.google().valid()),
    /** No difference: neither reads a number of the plan. */
    NONE_BOTH_DECLINE(p -> !p.weRead() && !p.google().read()),

    // They read it too, as the same subscriber.

    /** A range of subscribers overseas, or 06 39 98, of which libphonenumber's table knows only some blocks. */
    WE_KNOW_THE_RANGE(p -> p.bothRead()
            && p.sameNumber()
            && p.callable()
            && (p.ourCode() != 33 || p.ourNational().startsWith("63998"))),
    /** 08: a number of a service, valid for libphonenumber, without a subscriber for us. */
    SPECIAL_FOR_US(p -> p.bothRead() && p.sameNumber() && p.google().national().startsWith("8")),
    /** Ranges of which ARCEP attributes nothing, valid in libphonenumber's wider patterns. */
    NOBODYS_RANGE_FOR_US(p -> p.bothRead()
            && p.sameNumber()
            && p.ours().reason() == Reason.UNASSIGNED_RANGE
            && Text.is("59[1235789].*|508(0|70).*", p.google().national())),
    /** The nine digits belong to one territory, for any region or code they were written with. */
    TERRITORY_BY_THE_NUMBER(p -> p.bothRead()
            && p.ours().numbers().size() == 1
            && p.google().code() != p.ourCode()
            && p.ourNational().equals(p.googleNational())),

    // We read it; they do not, or read something else.

    /** Two numbers, or a text that can be read two ways: all are looked up. */
    WE_READ_SEVERAL(p -> p.ours().numbers().size() > 1),
    /** {@code 612345678.0}, {@code 6.12345678E8}. */
    WE_UNDO_THE_SPREADSHEET(
            p -> p.weRead() && Text.is("(?s).*\\p{Nd}[^\\p{Nd}\\p{L}]*([eE]\\+?\\p{Nd}+|[.,]0+)[^\\p{Nd}]*", p.text())),
    /** A narrow no-break blank between digits. */
    WE_READ_THIN_BLANKS(p -> p.weRead() && p.text().indexOf('\u202f') >= 0),
    /** {@code 33612345678}, {@code 596596123456}: libphonenumber knows a lost plus only of its own region. */
    WE_SEE_THE_LOST_PLUS(
            p -> p.weRead() && p.text().indexOf('+') < 0 && Text.is("(33|262|5(08|9[046]))0?.{6,9}", p.digits())),
    /** {@code 0508 41 12 34}, {@code +508 508 41 12 34}: the area code is the country code, written once or twice. */
    WE_READ_508_ONCE(p -> p.weRead()
            && Text.is("(00)?(5080?)?0?508.{6}", p.digits())
            && Text.is("\\+(508|33508).{6}", p.ours().numbers().get(0))),
    /** {@code +33 (0)05 36 14 87 94}: the trunk zero twice, once in brackets; libphonenumber drops one. */
    WE_DROP_BOTH_TRUNK_ZEROS(
            p -> p.weRead() && p.text().contains("(0)") && Text.is("(00)?(33|262|5..)00.*", p.digits())),

    /** {@code Tél 2 : 06…}, {@code p:+33…}: a known word beside the number; libphonenumber takes its digit or its letters for the number's. */
    WE_SKIP_WORDS(p -> p.weRead() && Text.is("(?s).*\\p{L}.*", p.text())),

    // They read it; we decline, and the line is UNCHECKED.

    /** What stands behind the number may be a second number or an extension: not read for sure. */
    EXTENSION_DECLINED(p -> !p.weRead() && p.google().extension()),
    /** Letters other than a known label: libphonenumber drops them or dials them on a keypad. */
    LETTERS_DECLINED(
            p -> !p.weRead() && Text.is("(?s).*\\p{L}.*", p.text().replaceFirst("^[='\" ]*([Tt][e\u00e9]l)?", ""))),
    /** A plus that is not the first character of the number, or stands before a zero. */
    STRAY_PLUS_DECLINED(p -> !p.weRead() && Text.is("(?s).*([0-9+].*\\+|\\+[^0-9]*0).*", p.text())),
    /** A dash before the first digit: a spreadsheet's negative quantity for all we know. */
    NEGATIVE_DECLINED(p -> !p.weRead() && Text.is("(?s)[^0-9]*[-\u2011][^0-9]*[0-9].*", p.text())),
    /** Signs that do not separate the digits of a number: libphonenumber skips them, or stops at them. */
    SIGN_DECLINED(p -> !p.weRead() && Text.is("(?s).*[*#;,:'_\"=].*", p.text())),
    /** {@code +590 696…}: the code of one territory and the number of another. */
    CONTRADICTION_DECLINED(p -> !p.weRead()
            && p.google().code() != 33
            && p.google().national().length() == 9
            && !PlainReader.code(p.google().national())
                    .equals(Integer.toString(p.google().code()))),
    /** {@code 41 12 34} in Saint-Pierre-et-Miquelon: six digits are a number there, and half a number elsewhere. */
    SIX_DIGITS_DECLINED(p ->
            !p.weRead() && p.google().code() == 508 && p.google().national().length() == 6),
    /** {@code 061234567}: the zero is the trunk's, so a digit is missing; libphonenumber counts it as the ninth. */
    ZERO_AS_A_DIGIT_DECLINED(p -> !p.weRead() && p.google().national().startsWith("0")),
    /** {@code 3300248247840}: two bare zeros behind the country code; libphonenumber drops both. */
    TWO_ZEROS_DECLINED(p -> !p.weRead() && Text.is("0*(33|262|5(08|9[046]))00.*", p.digits())),
    /** {@code 508(0)78172}: a zero in brackets behind a country code is the trunk's, and then digits are missing. */
    BRACKETED_ZERO_DECLINED(p -> !p.weRead() && p.text().contains("(0)")),
    /** {@code 75906223.0}: a spreadsheet's eight digits, of which libphonenumber makes nine. */
    SHORT_QUANTITY_DECLINED(p -> !p.weRead() && Text.is("(?s)[^\\p{Nd}]*\\p{Nd}+[.,]0+[^\\p{Nd}]*", p.text())),
    /** {@code 48.8566140}, {@code 192.168.10.2}: the digits of coordinates, addresses and amounts; libphonenumber drops the signs. */
    GROUPS_DECLINED(p -> !p.weRead() && Text.is("(?s)[^+]*\\p{Nd}[^+\\p{Nd}]+\\p{Nd}[^+]*", p.text())),
    /** Neither a name nor an excuse. */
    UNEXPLAINED(p -> true);

    private final Predicate<Pair> fits;

    NumberDifference(Predicate<Pair> fits) {
        this.fits = fits;
    }

    static NumberDifference of(Pair pair) {
        for (NumberDifference kind : values()) {
            if (kind.fits.test(pair)) {
                return kind;
            }
        }
        throw new AssertionError(pair);
    }

    /** Regular expressions, each compiled once. */
    private static final class Text {
        private static final Map<String, Pattern> COMPILED = new HashMap<>();

        static boolean is(String regex, String text) {
            return COMPILED.computeIfAbsent(regex, Pattern::compile)
                    .matcher(text)
                    .matches();
        }
    }

    /** What libphonenumber read; code 0 when it read no number of the plan. */
    record Google(int code, String national, boolean valid, boolean extension) {
        static final Google NOTHING = new Google(0, "", false, false);

        boolean read() {
            return code > 0;
        }
    }

    /** A text and what both made of it. */
    record Pair(String text, Read ours, Google google) {
        boolean weRead() {
            return !ours.numbers().isEmpty();
        }

        boolean bothRead() {
            return weRead() && google.read();
        }

        String digits() {
            StringBuilder digits = new StringBuilder();
            text.chars().filter(Character::isDigit).forEach(c -> digits.append(Character.digit(c, 10)));
            return digits.toString();
        }

        int ourCode() {
            String number = ours.numbers().get(0);
            return Integer.parseInt(number.substring(1, number.startsWith("+33") ? 3 : 4));
        }

        String ourNational() {
            String number = ours.numbers().get(0);
            return number.startsWith("+508") && number.length() == 10
                    ? number.substring(1)
                    : number.substring(number.startsWith("+33") ? 3 : 4);
        }

        String googleNational() {
            return google.code() == 508 && google.national().length() == 6
                    ? "508" + google.national()
                    : google.national();
        }

        boolean callable() {
            return ours.reason() == null;
        }

        boolean sameNumber() {
            return ours.numbers().size() == 1 && ours.numbers().get(0).equals("+" + google.code() + google.national());
        }
    }
}
