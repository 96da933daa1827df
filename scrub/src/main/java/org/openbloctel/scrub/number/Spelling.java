package org.openbloctel.scrub.number;

import java.util.Arrays;

/**
 * The exact path behind {@link Grouping}: every spelling that call centres and spreadsheets make of a number. The rules,
 * in order: strip what surrounds the number (blanks, quotes, {@code ='}, a label such as {@code tel:}), undo what a
 * spreadsheet did ({@code 6.12345678E8}, {@code 612345678.0}), drop separators and a trunk zero written {@code (0)}, and
 * let the plan read the digits. A field with several whole numbers in it gives all of them. Known words and notes are
 * skipped, digits never.
 */
final class Spelling {
    private static final int MAX_FIELD = 256;
    private static final int MAX_DIGITS = 24;
    private static final int MAX_NUMBERS = 8;
    private static final int MAX_EXTENSION = 5;
    private static final int MAX_NOTE = 40;
    /** {@code :::}, by which Google Contacts parts the values of a cell. */
    private static final int COLONS = 3;

    /** Two letters in brackets may be the code of a country. */
    private static final int MIN_NOTE_LETTERS = 3;

    private static final int MIN_DOUBLE_DIGITS = 8;
    private static final int MAX_DOUBLE_DIGITS = 15;

    /** Of each ASCII character, whether it separates digits: a look-up, since each sign of each odd field is asked. */
    private static final boolean[] SEPARATES = separating();

    private final NumberingPlan plan;
    private final Placeholders placeholders;
    private final byte[] text = new byte[MAX_FIELD];
    private final byte[] digits = new byte[MAX_DIGITS + 1];
    private final long[] found = new long[MAX_NUMBERS];
    private int count;
    private long[] several = {};

    Spelling(NumberingPlan plan, Placeholders placeholders) {
        this.plan = plan;
        this.placeholders = placeholders;
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
        while (end > start && (surrounds(text[end - 1]) || text[end - 1] == ',' || text[end - 1] == ';')) {
            end--;
        }
        if (start == end) {
            return NumberReader.because(formula ? Reason.NOT_A_NUMBER : Reason.BLANK);
        }
        if (placeholders.contain(text, start, end)) {
            return NumberReader.because(Reason.BLANK);
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
        for (int end = afterLabel(at, to); end > at; end = afterLabel(at, to)) {
            at = end;
        }
        return at;
    }

    /** Where a known word and what belongs to it ends: {@code Tél. :}, {@code Mobile 2 :}, {@code p:}; {@code at} where none begins. */
    private int afterLabel(int at, int to) {
        int end = lettersEnd(at, to);
        if (end == at) {
            return at;
        }
        int next = blanksEnd(end, to);
        boolean mark = next < to && (text[next] == ':' || text[next] == '.');
        boolean letter = end == at + 1 && mark && CellWords.LETTERS.indexOf(text[at] | 0x20) >= 0;
        if (!letter && !CellWords.LABELS.contain(text, at, end)) {
            return at;
        }
        if (next + 1 < to && text[next] >= '1' && text[next] <= '9') {
            int colon = blanksEnd(next + 1, to);
            end = colon < to && text[colon] == ':' ? colon : end;
        }
        while (end < to && (text[end] == ':' || text[end] == '.' || text[end] == '-' || isBlank(text[end]))) {
            end++;
        }
        return end;
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

    /** {@code 6.12345678E8} has all its digits, and so has a double printed by Java, {@code 6.1234567E8}; {@code 6,12E+08} lost them. */
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
        if (fraction < exponent) {
            boolean plain =
                    mark == from + 1 && text[mark] == '.' && text[fractionEnd] == 'E' && text[fractionEnd + 1] > '0';
            return plain && text[from] > '0'
                    ? dialDouble(from, fractionEnd, exponent)
                    : NumberReader.because(Reason.DIGITS_LOST);
        }
        return dial(from, mark, Math.min(mark + 1, fractionEnd), fractionEnd);
    }

    /**
     * A double as Java prints it: no plus, no zero before the exponent, all digits but the zeros at the end. So does it print a float, whose
     * digits are too few: what a float may have come out as is lost.
     */
    private long dialDouble(int from, int fractionEnd, int exponent) {
        int written = fractionEnd - from - 1;
        int n = exponent + 1;
        int zeros = n - written;
        if (written < MIN_DOUBLE_DIGITS || n > MAX_DOUBLE_DIGITS || zeros > 2 || text[fractionEnd - 1] == '0') {
            return NumberReader.because(Reason.DIGITS_LOST);
        }
        digits[0] = text[from];
        System.arraycopy(text, from + 2, digits, 1, written - 1);
        Arrays.fill(digits, written, n, (byte) '0');
        long value = 0;
        for (int i = 0; i < n; i++) {
            value = value * 10 + digits[i] - '0';
        }
        boolean mayBeFloat = Math.abs(value - (long) (float) value) <= (zeros == 1 ? 5 : 50);
        return mayBeFloat ? NumberReader.because(Reason.DIGITS_LOST) : plan.dial(digits, n, false);
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
            } else if (c == '+' && n == 0 && (!plus || text[i - 1] == '+')) {
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

    /**
     * Several numbers, or one with words beside it: {@code 0612345678 / 0145678901}, {@code Fixe : 01… Mobile : 06…}, {@code 06… (Camille)},
     * {@code 01… poste 12}. What is neither such a word nor a sign between numbers must be a whole number, else nothing is read.
     */
    private long readSeveral(int from, int to, long whole) {
        count = 0;
        int extended = 0;
        int start = from;
        for (int i = from; i <= to; ) {
            int next = i == to ? to + 1 : afterGap(from, i, to);
            boolean extension = next == i && isWordStart(from, i);
            if (extension) {
                next = afterExtension(i, to);
                if (next == i && !isExponent(text[i])) {
                    return whole; // an unknown word
                }
            }
            if (next == i) {
                i++;
                continue;
            }
            boolean all = start == from && i == to;
            if (!(all ? takeTight(start, i) : isEmpty(start, i) || take(start, i) || takeTight(start, i))) {
                return whole;
            }
            if (extension && count == extended) {
                return whole;
            }
            extended = extension ? count : extended;
            start = next;
            i = next;
        }
        several = Arrays.copyOf(found, count);
        return count == 0 ? whole : count == 1 ? found[0] : NumberReader.SEVERAL;
    }

    /** Numbers with a slash or a comma between them and no blank: within a number these are a separator and a decimal mark. */
    private boolean takeTight(int from, int to) {
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to ? start == from : text[i] != '/' && text[i] != ',') {
                continue;
            }
            if (!isEmpty(start, i) && !take(start, i)) {
                return false;
            }
            start = i + 1;
        }
        return start > from;
    }

    private boolean take(int from, int to) {
        int start = from;
        int end = to;
        while (start < end && surrounds(text[start])) {
            start++;
        }
        while (end > start && surrounds(text[end - 1])) {
            end--;
        }
        long whole = one(start, end);
        long quantity = beforeDecimals(start, end);
        if (whole >= 0) {
            add(whole);
        }
        if (quantity >= 0 && quantity != whole) {
            add(quantity);
        }
        return (whole >= 0 || quantity >= 0) && count <= MAX_NUMBERS;
    }

    private void add(long number) {
        if (count < MAX_NUMBERS) {
            found[count] = number;
        }
        count++;
    }

    /** Whether nothing stands there but blanks, quotes and signs that are no part of a number by themselves. */
    private boolean isEmpty(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!surrounds(text[i]) && !separates(text[i]) && text[i] != ',') {
                return false;
            }
        }
        return true;
    }

    /** Where it ends what may stand between two numbers: a sign, a line break, a known word, a note in brackets; {@code at} for none. */
    private int afterGap(int from, int at, int to) {
        byte c = text[at];
        if (isDigit(c) || c == ' ') {
            return at;
        }
        if (c == ';' || c == '|' || c == '\n' || c == '\r') {
            return at + 1;
        }
        if (c == ':') {
            return isColons(at, to) ? at + COLONS : at;
        }
        if (c == '/' || c == ',') {
            boolean apart = (at > from && isBlank(text[at - 1])) || (at + 1 < to && isBlank(text[at + 1]));
            return apart ? at + 1 : at;
        }
        if (c == '(' || c == '[') {
            return afterNote(at, to);
        }
        return isWordStart(from, at) ? afterLabel(at, to) : at;
    }

    private boolean isColons(int at, int to) {
        return at + COLONS <= to && text[at + 1] == ':' && text[at + 2] == ':';
    }

    private boolean isWordStart(int from, int at) {
        return isLetter(text[at]) && (at == from || (!isLetter(text[at - 1]) && !isDigit(text[at - 1])));
    }

    /** Reads {@code (Camille)}, {@code (domicile)}: words that say whose number it is. */
    private int afterNote(int at, int to) {
        int letters = 0;
        int i = at + 1;
        while (i < to && i - at <= MAX_NOTE && text[i] != ')' && text[i] != ']') {
            int end = lettersEnd(i, to);
            boolean sign = end == i && (surrounds(text[i]) || text[i] == '.' || text[i] == '-');
            if (!sign && (end == i || CellWords.DOUBTS.contain(text, i, end))) {
                return at;
            }
            letters += end - i;
            i = Math.max(end, i + 1);
        }
        boolean whole = i < to && i - at <= MAX_NOTE && letters >= MIN_NOTE_LETTERS;
        return whole ? i + 1 : at;
    }

    /** Reads {@code poste 12}, {@code ext. 12}: a landline with an extension is the same subscriber. */
    private int afterExtension(int at, int to) {
        int end = lettersEnd(at, to);
        if (!CellWords.EXTENSIONS.contain(text, at, end)) {
            return at;
        }
        while (end < to && (text[end] == ':' || text[end] == '.' || isBlank(text[end]))) {
            end++;
        }
        int digitsEnd = digitsEnd(end, to);
        boolean whole =
                digitsEnd > end && digitsEnd <= end + MAX_EXTENSION && (digitsEnd == to || !isLetter(text[digitsEnd]));
        return whole ? digitsEnd : at;
    }

    private int lettersEnd(int from, int to) {
        int i = from;
        while (i < to && isLetter(text[i])) {
            i++;
        }
        return i;
    }

    private int blanksEnd(int from, int to) {
        int i = from;
        while (i < to && isBlank(text[i])) {
            i++;
        }
        return i;
    }

    private int digitsEnd(int from, int to) {
        int i = from;
        while (i < to && text[i] >= '0' && text[i] <= '9') {
            i++;
        }
        return i;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
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
        return SEPARATES[c];
    }

    private static boolean[] separating() {
        boolean[] table = new boolean[128];
        " \t\n\u000b\f\r.-/()[]".chars().forEach(c -> table[c] = true);
        return table;
    }
}
