package org.openbloctel.scrub.number;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * The exact path behind {@link Grouping}: every spelling that call centres and spreadsheets make of a number. The rules,
 * in order: strip what surrounds the number (blanks, quotes, {@code ='}, a label such as {@code tel:}), undo what a
 * spreadsheet did ({@code 6.12345678E8}, {@code 612345678.0}), drop separators and a trunk zero written {@code (0)}, and
 * let the plan read the digits. A field with two whole numbers in it gives both.
 */
final class Spelling {
    private static final int MAX_FIELD = 256;
    private static final int MAX_DIGITS = 24;
    private static final int MAX_NUMBERS = 4;
    private static final Set<String> LABELS = Set.of(
            "tel",
            "telephone",
            "phone",
            "mobile",
            "mob",
            "portable",
            "port",
            "gsm",
            "fixe",
            "domicile",
            "bureau",
            "fax",
            "num",
            "numero",
            "no",
            "n");

    private final NumberingPlan plan;
    private final byte[] text = new byte[MAX_FIELD];
    private final byte[] digits = new byte[MAX_DIGITS + 1];
    private long[] several = {};

    Spelling(NumberingPlan plan) {
        this.plan = plan;
    }

    long[] several() {
        return several.clone();
    }

    long read(byte[] b, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isBlank(b[start])) {
            start++;
        }
        while (end > start && isBlank(b[end - 1])) {
            end--;
        }
        if (end - start > MAX_FIELD) {
            return NumberReader.because(Reason.NOT_A_NUMBER);
        }
        int n = AsciiFolding.field(b, start, end, text);
        return readNarrow(0, n);
    }

    private long readNarrow(int from, int to) {
        int start = from;
        int end = to;
        boolean formula = false;
        while (start < end && (surrounds(text[start]) || (text[start] == '=' && !formula))) {
            formula |= text[start] == '=';
            start++;
        }
        while (end > start && surrounds(text[end - 1])) {
            end--;
        }
        if (start == end) {
            return NumberReader.because(formula ? Reason.NOT_A_NUMBER : Reason.BLANK);
        }
        start = afterLabels(start, end);
        long whole = one(start, end);
        long quantity = beforeDecimals(start, end);
        if (quantity >= 0 && whole >= 0 && quantity != whole) {
            several = new long[] {whole, quantity};
            return NumberReader.SEVERAL;
        }
        return whole >= 0 ? whole : quantity >= 0 ? quantity : readSeveral(start, end, whole);
    }

    /**
     * {@code 612 345 678,00}: a quantity with its thousands apart. {@code 336 123 456.00} may be one or the number
     * +33 6 12 34 56 00, so both are looked up. A negative result when the text is nothing of the kind.
     */
    private long beforeDecimals(int from, int to) {
        int mark = to;
        while (mark > from && text[mark - 1] == '0') {
            mark--;
        }
        mark--;
        if (to - mark < 2 || to - mark > 3 || mark < from || (text[mark] != '.' && text[mark] != ',')) {
            return Grouping.UNREAD;
        }
        for (int i = from; i < mark; i++) {
            if (text[i] == text[mark]) {
                return Grouping.UNREAD;
            }
        }
        return separated(from, mark);
    }

    private long one(int from, int to) {
        long quantity = spreadsheet(from, to);
        return quantity == Grouping.UNREAD ? separated(from, to) : quantity;
    }

    /** Reads {@code tel:}, {@code Tél. portable :}, {@code n°}: known words, then the number. */
    private int afterLabels(int from, int to) {
        int at = from;
        while (at < to && isLetter(text[at])) {
            int end = at;
            while (end < to && isLetter(text[end])) {
                end++;
            }
            String word = new String(text, at, end - at, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            if (!LABELS.contains(word)) {
                return from;
            }
            while (end < to && (text[end] == ':' || text[end] == '.' || isBlank(text[end]))) {
                end++;
            }
            at = end;
        }
        return at;
    }

    /**
     * A number that a spreadsheet took for a quantity: {@code 612345678.0}, {@code 6.12345678E8}; {@link
     * Grouping#UNREAD} when it is nothing of the kind.
     */
    private long spreadsheet(int from, int to) {
        int mark = digitsEnd(from, to);
        if (mark == from || mark == to || (text[mark] != '.' && text[mark] != ',')) {
            return mark > from && mark < to && isExponent(text[mark])
                    ? scientific(from, mark, mark, to)
                    : Grouping.UNREAD;
        }
        int fractionEnd = digitsEnd(mark + 1, to);
        if (fractionEnd == to && fractionEnd > mark + 1) {
            for (int i = mark + 1; i < to; i++) {
                if (text[i] != '0') {
                    return Grouping.UNREAD;
                }
            }
            return dial(from, mark, mark, mark);
        }
        boolean exponent = fractionEnd < to && isExponent(text[fractionEnd]);
        return exponent ? scientific(from, mark, fractionEnd, to) : Grouping.UNREAD;
    }

    /** {@code 6.12345678E8} has all its digits; {@code 6,12E+08} lost them. */
    private long scientific(int from, int mark, int fractionEnd, int to) {
        int at = fractionEnd + 1;
        if (at < to && text[at] == '+') {
            at++;
        }
        if (at == to || to - at > 2 || digitsEnd(at, to) != to) {
            return NumberReader.because(Reason.NOT_A_NUMBER);
        }
        int exponent = 0;
        for (int i = at; i < to; i++) {
            exponent = exponent * 10 + text[i] - '0';
        }
        int fraction = Math.max(0, fractionEnd - mark - 1);
        if (fraction > exponent) {
            return NumberReader.because(Reason.NOT_A_NUMBER);
        }
        return fraction < exponent
                ? NumberReader.because(Reason.DIGITS_LOST)
                : dial(from, mark, Math.min(mark + 1, fractionEnd), fractionEnd);
    }

    /** Dials the digits of two stretches of the text, one after the other. */
    private long dial(int from, int to, int from2, int to2) {
        int n = to - from + to2 - from2;
        if (n > MAX_DIGITS) {
            return NumberReader.because(Reason.WRONG_LENGTH);
        }
        System.arraycopy(text, from, digits, 0, to - from);
        System.arraycopy(text, from2, digits, to - from, to2 - from2);
        return plan.dial(digits, n, false);
    }

    /**
     * Digits with separators between them, a plus before them, a {@code (0)} behind the country code. Without a plus, only in groups in
     * which people write numbers: {@code 48.8566140}, {@code 192.168.10.2} and {@code 1 234 567.89} have as many digits.
     */
    private long separated(int from, int to) {
        int n = 0;
        boolean plus = false;
        long shape = 0;
        int signs = 0;
        boolean dot = false;
        for (int i = from; i < to; i++) {
            byte c = text[i];
            if (c >= '0' && c <= '9') {
                if (n == MAX_DIGITS) {
                    return NumberReader.because(Reason.WRONG_LENGTH);
                }
                boolean group = n == 0 || text[i - 1] < '0' || text[i - 1] > '9';
                shape = group ? (shape << 4) | 1 : shape + 1;
                digits[n++] = c;
            } else if (c == '+' && n == 0 && !plus) {
                plus = true;
            } else if (c == '(' && n > 0 && trunkZero(i, to) && plan.isCountryCode(digits, n, plus)) {
                i += 2;
                signs++;
            } else if (!separates(c) || (c == '-' && n == 0)) {
                return NumberReader.because(Reason.NOT_A_NUMBER);
            } else {
                signs++;
                dot = c == '.' && n > 0 && i + 1 < to;
            }
        }
        if (n == 0) {
            return NumberReader.because(Reason.NOT_A_NUMBER);
        }
        long read = plan.dial(digits, n, plus);
        boolean decimal = dot && signs == 1 && (digits[0] != '0' || text[from + 1] == '.');
        return read >= 0 && !plus && (decimal || !plan.grouping().mayBeNumber(shape, n))
                ? NumberReader.because(Reason.NOT_A_NUMBER)
                : read;
    }

    private boolean trunkZero(int at, int to) {
        return at + 2 < to && text[at + 1] == '0' && text[at + 2] == ')';
    }

    /** {@code 0612345678 / 0145678901}, {@code 06… ou 01…}: every part must be a whole number, else nothing is. */
    private long readSeveral(int from, int to, long whole) {
        long[] found = new long[MAX_NUMBERS];
        int n = 0;
        int start = from;
        for (int i = from; i <= to; i++) {
            int skip = i == to ? 1 : divider(i, to);
            if (skip == 0) {
                continue;
            }
            long part = n == MAX_NUMBERS || (start == from && i == to) ? whole : part(start, i);
            if (part < 0) {
                return whole;
            }
            found[n++] = part;
            start = i + skip;
            i = start - 1;
        }
        several = Arrays.copyOf(found, n);
        return NumberReader.SEVERAL;
    }

    private long part(int from, int to) {
        int start = from;
        int end = to;
        while (start < end && surrounds(text[start])) {
            start++;
        }
        while (end > start && surrounds(text[end - 1])) {
            end--;
        }
        return start == end ? NumberReader.because(Reason.BLANK) : one(afterLabels(start, end), end);
    }

    /** The length of what stands between two numbers at {@code at}, or 0. */
    private int divider(int at, int to) {
        byte c = text[at];
        if (c == '/' || c == ',' || c == ';' || c == '|') {
            return 1;
        }
        if (c != ' ' || at + 4 > to || text[at + 3] != ' ') {
            return 0;
        }
        int word = Character.toLowerCase(text[at + 1]) << 8 | Character.toLowerCase(text[at + 2]);
        return word == ('o' << 8 | 'u') || word == ('e' << 8 | 't') || word == ('o' << 8 | 'r') ? 4 : 0;
    }

    private int digitsEnd(int from, int to) {
        int i = from;
        while (i < to && text[i] >= '0' && text[i] <= '9') {
            i++;
        }
        return i;
    }

    private static boolean isExponent(byte c) {
        return c == 'e' || c == 'E';
    }

    private static boolean isLetter(byte c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean surrounds(byte c) {
        return isBlank(c) || c == '"' || c == '\'';
    }

    private static boolean separates(byte c) {
        return isBlank(c) || c == '.' || c == '-' || c == '/' || c == '(' || c == ')';
    }
}
