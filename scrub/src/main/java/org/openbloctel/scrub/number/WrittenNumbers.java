package org.openbloctel.scrub.number;

import java.util.Arrays;

/**
 * Finds the phone numbers in a text, where people write them as phone numbers: all digits with the trunk zero, {@code +33},
 * {@code 0033} or {@code 33}, in any groups, with up to three signs between two groups that are no letters. A number begins and ends
 * with a group; what stands before and behind does not matter. Nine bare digits, of an id or a SIREN, are none, unless the text is in
 * doubt: see {@link #find}. It errs on the side of finding: what is found is only ever looked up.
 *
 * <p>Left out are ten digits behind a decimal mark ({@code 2.0612345678}), and what is something else for certain: see {@link
 * LookAlikes}.
 *
 * <p>Not thread-safe: it keeps what it found.
 */
public final class WrittenNumbers {
    private static final int MAX_DIGITS = Grouping.ABROAD;
    private static final int MAX_GROUPS = 15;
    /** Characters that may stand between two groups, such as {@code " - "} or {@code ") "}. */
    static final int MAX_GAP = 3;
    /** An integer of more digits is no whole part of a measure. */
    private static final int MAX_WHOLE = 3;

    private final NumberingPlan plan;
    private final byte[] digits = new byte[MAX_DIGITS];
    private byte[] folded = new byte[256];
    private byte[] text = folded;
    /** Where the text begins and ends, and where that begins and ends by which look-alikes are known. */
    private int begin;

    private int end;
    private int contextBegin;
    private int contextEnd;
    private long[] found = new long[4];
    private int count;
    /** Up to here the text belongs to numbers that were found. */
    private int coveredTo;

    private int others;
    private boolean doubtful;

    /** A finder for numbers as they are written in the plan's country. */
    public WrittenNumbers(NumberingPlan plan) {
        this.plan = plan;
    }

    /**
     * Finds the numbers of a text.
     *
     * @param b the text's bytes in ASCII, UTF-8 or windows-1252
     * @param from where it begins
     * @param to where it ends, exclusive
     * @param inDoubt whether bare digits of a number's length count too
     * @return how many were found: see {@link #found}
     */
    public int find(byte[] b, int from, int to, boolean inDoubt) {
        return find(b, from, to, from, to, inDoubt);
    }

    /**
     * Finds the numbers of a part of a text.
     *
     * @param contextFrom where the text begins, by which look-alikes are known
     * @param contextTo where it ends, exclusive
     */
    public int find(byte[] b, int from, int to, int contextFrom, int contextTo, boolean inDoubt) {
        count = 0;
        coveredTo = 0;
        others = 0;
        doubtful = inDoubt;
        if (!inDoubt && (LookAlikes.isMoment(b, from, to) || !mayHold(b, from, to))) {
            return 0;
        }
        text = b;
        begin = from;
        end = to;
        contextBegin = contextFrom;
        contextEnd = contextTo;
        if (!isAscii(b, from, to)) {
            if (folded.length < to - from) {
                folded = new byte[to - from];
            }
            end = AsciiFolding.field(b, from, to, folded);
            text = folded;
            begin = 0;
            contextBegin = 0;
            contextEnd = end;
        }
        for (int i = begin; i < end; i++) {
            if (isDigit(text[i])) {
                int length = groupLength(i);
                boolean plus = i > begin && text[i - 1] == '+';
                int most = plus || doubtful ? MAX_DIGITS : plan.grouping().mostDigits(text[i], second(i), length);
                if (length <= most) {
                    beginning(i, plus, most);
                } else if (isTwice(length)) {
                    addGlued(i, length);
                }
                others += i < coveredTo ? 0 : length;
                i += length - 1;
            }
        }
        return count;
    }

    /** The digit behind the first of a group. */
    private int second(int at) {
        int next = nextGroup(at + 1);
        return next < 0 ? 0 : text[next];
    }

    /** The national numbers that were found, in the order of the text; one may stand there twice. */
    public long found(int i) {
        return found[i];
    }

    /**
     * Whether some group of digits may begin a number, by its first digits and by how many follow. Most dates and ids end here: from the
     * text's end to its beginning, once.
     */
    private boolean mayHold(byte[] b, int from, int to) {
        Grouping grouping = plan.grouping();
        int least = plan.nationalLength();
        int digitsBehind = 0;
        int length = 0;
        int second = 0;
        for (int i = to - 1; i >= from; i--) {
            byte c = b[i];
            if (!isDigit(c)) {
                if (c < 0) {
                    return true; // perhaps a digit of another script, or a blank
                }
                if (isLetter(c)) {
                    digitsBehind = 0;
                    second = 0;
                }
                continue;
            }
            length++;
            digitsBehind++;
            boolean first = i == from || !isDigit(b[i - 1]);
            if (first) {
                boolean plus = i > from && b[i - 1] == '+';
                boolean fits = plus || grouping.mostDigits(c, second, length) >= length || isTwice(length);
                if (digitsBehind >= least && fits) {
                    return true;
                }
                length = 0;
            }
            second = c;
        }
        return false;
    }

    /** How many digits of the text belong to none of them. */
    public int otherDigits() {
        return others;
    }

    /** All numbers that begin with the group of digits at {@code at}. */
    private void beginning(int at, boolean plus, int most) {
        LookAlikes around = new LookAlikes(text, contextBegin, contextEnd);
        if (around.isMoment(at)) {
            return;
        }
        int n = 0;
        long shape = 0;
        int groups = 0;
        boolean usualSigns = true;
        for (int i = at; i >= 0 && groups < MAX_GROUPS; i = nextGroup(i)) {
            int length = groupLength(i);
            if (n + length > most) {
                return;
            }
            usualSigns &= groups == 0 || areUsual(i);
            if (!isTrunkZero(i, length, n, plus)) {
                System.arraycopy(text, i, digits, n, length);
                n += length;
                shape = (shape << 4) | length;
                groups++;
            }
            i += length;
            boolean usual = usualSigns && isWritten(n, shape, plus);
            if ((usual || isNumber(n, shape, plus))
                    && !(groups == 1 && !plus && isDecimals(at, i))
                    && !around.isCertain(at, i)
                    && (usual || !around.isAnother(plan, at, i, groups))) {
                boolean code = plus && digits[0] != '0';
                add(plan.dialInText(digits, n, code), i);
            }
        }
    }

    /** Whether two numbers without a sign between them have so many digits. */
    private boolean isTwice(int length) {
        int half = length / 2 - plan.nationalLength();
        return (length & 1) == 0 && (half == 1 || half == 2);
    }

    /** Both numbers of {@code 06399800020639980001}, if both halves are some. */
    private void addGlued(int at, int length) {
        int half = length / 2;
        long first = half(at, half);
        long second = half(at + half, half);
        if (first >= 0 && second >= 0 && !new LookAlikes(text, contextBegin, contextEnd).isCertain(at, at + length)) {
            add(first, at + half);
            add(second, at + length);
        }
    }

    private long half(int at, int n) {
        System.arraycopy(text, at, digits, 0, n);
        return plan.grouping().isNumber(digits, n, n) ? plan.dial(digits, n, false) : -1;
    }

    /** Whether so many digits in groups of this shape, four bits a group, are a way in which many write a number. */
    private boolean isWritten(int n, long shape, boolean plus) {
        boolean bare = doubtful && (shape == n || shape == 0x333);
        return plus || bare || isInternational(n) || plan.grouping().isWritten(shape, digits[0]);
    }

    /** Whether they are a number in groups or with signs that few have. */
    private boolean isNumber(int n, long shape, boolean plus) {
        return n >= plan.nationalLength()
                && (plus || isInternational(n) || plan.grouping().isNumber(digits, n, shape));
    }

    private boolean isInternational(int n) {
        return n > plan.nationalLength() && plan.beginsInternational(digits, n);
    }

    /** {@code 2.0612345678}, not {@code 75011,0612345678}, {@code 02.0612345678} or {@code 4,0612345678,5}. */
    private boolean isDecimals(int from, int to) {
        boolean mark = from >= begin + 2 && (text[from - 1] == '.' || text[from - 1] == ',') && isDigit(text[from - 2]);
        if (!mark) {
            return false;
        }
        int whole = from - 1;
        while (whole > begin && isDigit(text[whole - 1])) {
            whole--;
        }
        int length = from - 1 - whole;
        boolean list =
                text[from - 1] == ',' && ((whole > begin && text[whole - 1] == ',') || (to < end && text[to] == ','));
        return length <= MAX_WHOLE && (length == 1 || text[whole] != '0') && !list;
    }

    /** {@code +33 (0)6}: the zero is not dialled behind the country code. */
    private boolean isTrunkZero(int at, int length, int n, boolean plus) {
        return length == 1
                && text[at] == '0'
                && n > 0
                && text[at - 1] == '('
                && at + 1 < end
                && text[at + 1] == ')'
                && plan.isCountryCode(digits, n, plus);
    }

    private void add(long national, int to) {
        if (national >= 0) {
            coveredTo = Math.max(coveredTo, to);
            if (count == found.length) {
                found = Arrays.copyOf(found, count * 2);
            }
            found[count++] = national;
        }
    }

    private int groupLength(int at) {
        int i = at;
        while (i < end && isDigit(text[i])) {
            i++;
        }
        return i - at;
    }

    /** Where the next group of digits begins, if hardly anything stands between; else -1. */
    private int nextGroup(int at) {
        int signs = 0;
        for (int i = at; i < end && signs <= MAX_GAP; i++) {
            if (isDigit(text[i])) {
                return i;
            }
            if (!isGap(text[i])) {
                return -1;
            }
            signs += text[i] == AsciiFolding.HALF ? 0 : 1;
        }
        return -1;
    }

    private static boolean isAscii(byte[] b, int from, int to) {
        int all = 0;
        for (int i = from; i < to; i++) {
            all |= b[i];
        }
        return all >= 0;
    }

    /** Whether nothing but usual signs stand before a group. */
    private boolean areUsual(int group) {
        boolean usual = true;
        for (int i = group - 1; i >= begin && !isDigit(text[i]); i--) {
            byte c = text[i];
            usual &= c == ' ' || c == '.' || c == '-' || c == '/' || c == '(' || c == ')' || c == ',';
        }
        return usual;
    }

    static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(byte c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** A quote is none: it ends a field. */
    static boolean isGap(byte c) {
        return c != '"' && !isLetter(c);
    }
}
