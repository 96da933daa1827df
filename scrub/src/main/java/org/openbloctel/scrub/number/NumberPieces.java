package org.openbloctel.scrub.number;

/**
 * A phone number that separators cut into two to five neighbouring fields: {@code 06;12345678}, {@code 0612;345678}, {@code +33;612345678},
 * {@code 06;12;34;56;78}. Each field holds digits and signs only. What is written otherwise in its own field is no piece: a date, a time, a
 * measure. Two fields of five digits are postal codes, and what stands beside them.
 *
 * <p>Not thread-safe: it keeps the pieces so far.
 */
public final class NumberPieces {
    /** What {@link #add} answers where more fields may follow. */
    public static final long MORE = -1;
    /** What it answers where no number begins so. */
    public static final long NONE = -2;

    /** Bytes that a piece has at most, without the quotes and blanks around it. */
    public static final int MAX_LENGTH = 40;

    private static final int MAX_PIECES = 5;
    private static final int MAX_DIGITS = Grouping.ABROAD;
    private static final int POSTAL_CODE = 5;

    private final NumberingPlan plan;
    private final byte[] digits = new byte[MAX_DIGITS];
    private final byte[] text = new byte[MAX_LENGTH];
    private int n;
    private int pieces;
    private long shape;
    private boolean plus;
    /** The sign in the first piece, 0 where it has none. */
    private byte sign;

    private boolean postalCode;
    private boolean year;

    /** Pieces of numbers as they are written in the plan's country. */
    public NumberPieces(NumberingPlan plan) {
        this.plan = plan;
    }

    /** Forgets the pieces so far. */
    public void begin() {
        n = 0;
        pieces = 0;
        shape = 0;
        sign = 0;
        plus = false;
        postalCode = false;
        year = false;
    }

    /**
     * Adds the next field.
     *
     * @param b its bytes in ASCII, UTF-8 or windows-1252, with its quotes and blanks
     * @return the national number that the fields so far are, or {@link #MORE} or {@link #NONE}
     */
    public long add(byte[] b, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && surrounds(b[start])) {
            start++;
        }
        while (end > start && surrounds(b[end - 1])) {
            end--;
        }
        if (pieces == MAX_PIECES
                || end - start < 2
                || end - start > MAX_LENGTH
                || (pieces == 0 && !mayBegin(b, start))) {
            return NONE;
        }
        int length = AsciiFolding.field(b, start, end, text);
        int before = n;
        if (!addDigits(length) || n - before < 2 || n - before >= plan.nationalLength() + 1) {
            return NONE;
        }
        pieces++;
        shape = (shape << 4) | (n - before);
        if (!mayBePiece(before, length) || !mayBegin()) {
            return NONE;
        }
        return number();
    }

    private boolean addDigits(int length) {
        int gap = 0;
        for (int i = 0; i < length; i++) {
            byte c = text[i];
            if (WrittenNumbers.isDigit(c)) {
                if (n == MAX_DIGITS) {
                    return false;
                }
                digits[n++] = c;
                gap = 0;
            } else if (c == '+' && n == 0) {
                plus = true;
            } else if (!WrittenNumbers.isGap(c) || ++gap > WrittenNumbers.MAX_GAP) {
                return false;
            } else if (pieces == 0) {
                sign = c;
            }
        }
        return true;
    }

    /** Whether nothing tells that the last field is something else. */
    private boolean mayBePiece(int before, int length) {
        boolean bare = n - before == length;
        boolean besidePostalCode = bare && postalCode && length == POSTAL_CODE;
        postalCode |= bare && length == POSTAL_CODE;
        year |= bare && pieces > 1 && length == 4 && isYear(before);
        boolean day =
                bare && length == 8 && (isDay(before, before + 4, before + 6) || isDay(before + 4, before + 2, before));
        return !besidePostalCode && !day && !isMeasure(length) && !new LookAlikes(text, 0, length).holdsTime();
    }

    /** {@code 43.710173} and {@code 123,45}, unless the first piece has its digits apart by the same sign. */
    private boolean isMeasure(int length) {
        int whole = 0;
        while (whole < length && WrittenNumbers.isDigit(text[whole])) {
            whole++;
        }
        int from = whole + 1;
        boolean decimals = whole > 0 && from < length && (text[whole] == '.' || text[whole] == ',');
        for (int i = from; i < length; i++) {
            decimals &= WrittenNumbers.isDigit(text[i]);
        }
        boolean apart = pieces > 1 && whole < length && text[whole] == sign;
        return decimals && !apart && (whole == 1 || text[0] != '0');
    }

    private boolean isYear(int at) {
        int century = (digits[at] - '0') * 10 + digits[at + 1] - '0';
        return century == 19 || century == 20;
    }

    private boolean isDay(int yearAt, int monthAt, int dayAt) {
        int month = (digits[monthAt] - '0') * 10 + digits[monthAt + 1] - '0';
        int day = (digits[dayAt] - '0') * 10 + digits[dayAt + 1] - '0';
        return isYear(yearAt) && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    /** Whether a field of bare digits may be the first piece: most are seen at once to be none. */
    private boolean mayBegin(byte[] b, int at) {
        boolean bare = WrittenNumbers.isDigit(b[at]) && WrittenNumbers.isDigit(b[at + 1]);
        return !bare || plan.grouping().mostDigits(b[at], b[at + 1], 2) > 0;
    }

    private boolean mayBegin() {
        return plus || plan.grouping().mostDigits(digits[0], digits[1], 2) >= n;
    }

    private long number() {
        boolean pairs = shape == 0x22222;
        boolean company = !plus && digits[0] != '0' && pieces == 2 && (shape & 0xf) == 9; // 33 beside a SIREN
        boolean ambiguous = (company && LookAlikes.isLuhn(digits, n - 9, n)) || (pieces > 2 && (postalCode || year));
        boolean written =
                plus || plan.beginsInternational(digits, n) || plan.grouping().isNumber(digits, n, shape);
        boolean number = n >= plan.nationalLength() && pieces > 1 && (pairs || (written && !ambiguous));
        long national = number ? plan.dialInText(digits, n, plus) : MORE;
        return national >= 0 ? national : pieces == MAX_PIECES || n >= MAX_DIGITS ? NONE : MORE;
    }

    private static boolean surrounds(byte c) {
        return c == ' ' || c == '"' || c == '\'' || (c >= '\t' && c <= '\r');
    }
}
