package org.openbloctel.scrub.list;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.openbloctel.scrub.number.AsciiFolding;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.WrittenNumbers;

/**
 * Finds lines that name the ends of a range: {@code 0199000000-0199000099}, {@code 01 99 00 00 00 à 99}, {@code 0199000000/99}. Which
 * numbers such a line means cannot be told. Asked only of lines that are not one number, so it errs on the side of finding.
 *
 * <p>Not thread-safe: it keeps the line.
 */
final class RangeLine {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Set<String> WORDS = Set.of("a", "au", "to", "bis", "thru", "through", "until");
    /** Of "jusqu’à". */
    private static final String UNTIL = "jusqu";

    /** Arrows, an ellipsis, a tilde: signs of a range that a number has not. */
    private static final String ARROWS = "\u2192\u21d2\u27a1\u2026\u223c~";

    private static final String BESIDE_A_SIGN = " \t\"'()[]<>-=.";
    /** How far the ends may lie apart when words stand between them: two numbers further apart are two people's. */
    private static final long MAX_WIDTH = 1_000_000;
    /** A longer line is not searched for ends with words between them: the search is of the length squared. */
    private static final int MAX_LENGTH = 1024;
    /** Characters that a number may have. */
    private static final int MAX_NUMBER = 48;
    /** Blanks and quotes between a number and a sign, letters of a word. */
    private static final int MAX_GAP = 16;
    /** Digits behind a slash that may stand for the last ones of another number; five are a postcode. */
    private static final int MAX_LAST_DIGITS = 4;

    private final NumberReader reader;
    private final WrittenNumbers written;
    private byte[] text = {};

    RangeLine(NumberingPlan plan) {
        this.reader = new NumberReader(plan);
        this.written = new WrittenNumbers(plan);
    }

    boolean isRange(byte[] b, int from, int to) {
        text = folded(b, from, to);
        boolean several = text.length <= MAX_LENGTH && written.find(text, 0, text.length, false) > 1;
        for (int i = 1; i < text.length; i++) {
            int length = sign(i);
            if (length > 0 && (isFollowed(i, i + length) || (several && isBetween(i, i + length)))) {
                return true;
            }
        }
        return false;
    }

    /** In lower case and ASCII, an arrow as {@code >}. */
    private static byte[] folded(byte[] b, int from, int to) {
        String line = new String(b, from, to - from, StandardCharsets.UTF_8);
        if (line.indexOf('\ufffd') >= 0) {
            line = new String(b, from, to - from, WINDOWS_1252);
        }
        byte[] folded = new byte[line.length()];
        for (int i = 0; i < folded.length; i++) {
            char c = line.charAt(i);
            byte unit = ARROWS.indexOf(c) >= 0 ? (byte) '>' : AsciiFolding.unit(c);
            folded[i] = unit >= 'A' && unit <= 'Z' ? (byte) (unit + 'a' - 'A') : unit;
        }
        return folded;
    }

    /** The length of the sign or word of a range that begins here; 0 where there is none. */
    private int sign(int at) {
        if (text[at] == '-') {
            return isLetter(at - 1) && isLetter(at + 1) ? 0 : 1;
        }
        if (text[at] == '>' || text[at] == '/') {
            return 1;
        }
        if (text[at] == '.') {
            return at(at - 1) != '.' && at(at + 1) == '.' ? 2 : 0;
        }
        if (isLetter(at - 1)) {
            return 0;
        }
        int letters = 0;
        while (letters < MAX_GAP && isLetter(at + letters)) {
            letters++;
        }
        return WORDS.contains(new String(text, at, letters, StandardCharsets.US_ASCII)) ? letters : 0;
    }

    /** {@code 0199000000-0199000099}, {@code 0199000000-99}: a number, the sign, digits. */
    private boolean isFollowed(int sign, int behind) {
        int to = afterDigit(sign);
        int until = to - UNTIL.length();
        if (until > 0 && new String(text, until, UNTIL.length(), StandardCharsets.US_ASCII).equals(UNTIL)) {
            to = afterDigit(until);
        }
        if (!isDigit(to - 1) || !isEnd(sign, behind)) {
            return false;
        }
        for (int i = to - 1; i >= Math.max(0, to - MAX_NUMBER); i--) {
            if (isFirstDigit(i) && isNumber(fromPlus(i), to) && !isInside(i, i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a number that is written with its zero or country code goes on over this place, as over the dashes in {@code 06-39-98-00-01}. */
    private boolean isInside(int at, int behind) {
        for (int i = at - 1; i >= Math.max(0, at - MAX_NUMBER); i--) {
            int from = fromPlus(i);
            boolean begins = isFirstDigit(i) && from < at && (text[from] == '+' || text[from] == '0');
            for (int to = behind + 1; begins && to <= Math.min(text.length, behind + MAX_NUMBER); to++) {
                if (isDigit(to - 1) && !isDigit(to) && isNumber(from, to)) {
                    return true;
                }
            }
        }
        return false;
    }

    private int fromPlus(int digit) {
        return at(digit - 1) == '+' ? digit - 1 : digit;
    }

    /** Reads what has enough digits: most pieces of a line have not. */
    private boolean isNumber(int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            digits += isDigit(i) ? 1 : 0;
        }
        return digits >= reader.plan().nationalLength() && reader.read(text, from, to) >= 0;
    }

    private int afterDigit(int end) {
        int to = end;
        while (to > Math.max(0, end - MAX_GAP) && isBesideASign(to - 1)) {
            to--;
        }
        return to;
    }

    /** Whether digits follow that may be the other end. */
    private boolean isEnd(int sign, int behind) {
        int from = behind;
        while (from < behind + MAX_GAP && isBesideASign(from)) {
            from++;
        }
        from += at(from) == '+' ? 1 : 0;
        if (!isDigit(from)) {
            return false;
        }
        if (text[sign] == '/') {
            return digits(from, " .-") <= MAX_LAST_DIGITS;
        }
        int digits = digits(from, "");
        // "à 14h", "à 14:30"
        boolean hour = isLetter(sign) && digits <= 2 && (isLetter(from + digits) || at(from + digits) == ':');
        return !hour;
    }

    private int digits(int from, String between) {
        int digits = 0;
        for (int i = from; isDigit(i) || (i < text.length && between.indexOf(text[i]) >= 0); i++) {
            digits += isDigit(i) ? 1 : 0;
        }
        return digits;
    }

    /** {@code 0199000000 (first) - 0199000099 (last)}: a sign between numbers that lie near one another. */
    private boolean isBetween(int sign, int behind) {
        int found = text[sign] == '/' ? 0 : written.find(text, 0, sign, false);
        if (found == 0) {
            return false;
        }
        long before = written.found(found - 1);
        return written.find(text, behind, text.length, false) > 0
                && before != written.found(0)
                && Math.abs(before - written.found(0)) <= MAX_WIDTH
                && !isInside(sign, behind);
    }

    private boolean isBesideASign(int i) {
        return i < text.length && BESIDE_A_SIGN.indexOf(text[i]) >= 0;
    }

    /** 0 outside of the line. */
    private byte at(int i) {
        return i >= 0 && i < text.length ? text[i] : 0;
    }

    private boolean isDigit(int i) {
        return at(i) >= '0' && at(i) <= '9';
    }

    private boolean isFirstDigit(int i) {
        return isDigit(i) && !isDigit(i - 1);
    }

    private boolean isLetter(int i) {
        return at(i) >= 'a' && at(i) <= 'z';
    }
}
