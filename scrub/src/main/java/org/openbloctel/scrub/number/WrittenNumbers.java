package org.openbloctel.scrub.number;

import java.util.Arrays;

/**
 * Finds the phone numbers in a text, where people write them as phone numbers: all digits with the trunk zero, {@code +33},
 * {@code 0033}, or in the groups in which numbers are spoken, with anything but a digit before and behind. Bare digits, of an
 * id or a SIREN, are none, unless the text is in doubt: see {@link #find}. It errs on the side of finding: what is found is only ever
 * looked up.
 *
 * <p>Left out are digits behind a decimal mark ({@code 2.0612345678}), digits with letters on both sides ({@code a0612345678f}, of
 * a digest), groups that begin at a letter and go on ({@code DE05 1234 5678 …}, of an account), and groups behind a year and a sign
 * ({@code 2026-03-12 10-15-00}): numbers are not written so.
 *
 * <p>Not thread-safe: it keeps what it found.
 */
public final class WrittenNumbers {
    private static final int MAX_DIGITS = Grouping.ABROAD;
    private static final int MAX_GROUPS = 12;
    /** Characters that may stand between two groups, such as {@code " - "} or {@code ") "}. */
    private static final int MAX_GAP = 3;

    private final NumberingPlan plan;
    private final byte[] digits = new byte[MAX_DIGITS];
    private byte[] folded = new byte[256];
    private byte[] text = folded;
    private int end;
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
        count = 0;
        coveredTo = 0;
        others = 0;
        doubtful = inDoubt;
        if (!inDoubt && !mayHold(b, from, to)) {
            return 0;
        }
        int start = from;
        text = b;
        end = to;
        if (!isAscii(b, from, to)) {
            if (folded.length < to - from) {
                folded = new byte[to - from];
            }
            end = AsciiFolding.field(b, from, to, folded);
            text = folded;
            start = 0;
        }
        for (int i = start; i < end; i++) {
            if (isDigit(text[i])) {
                int length = groupLength(i);
                boolean plus = i > start && text[i - 1] == '+';
                int most = plus || doubtful ? MAX_DIGITS : plan.grouping().mostDigits(text, i, length);
                if (length <= most) {
                    beginning(start, i, plus, most);
                }
                others += i < coveredTo ? 0 : length;
                i += length - 1;
            }
        }
        return count;
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
        for (int i = to - 1; i >= from; i--) {
            int c = b[i] - '0';
            if (c < 0 || c > 9) {
                if (b[i] < 0) {
                    return true; // perhaps a digit of another width, or a blank
                }
                continue;
            }
            length++;
            digitsBehind++;
            boolean first = i == from || b[i - 1] < '0' || b[i - 1] > '9';
            if (first) {
                boolean plus = i > from && b[i - 1] == '+';
                if (digitsBehind >= least && (plus || grouping.mostDigits(b, i, length) >= length)) {
                    return true;
                }
                length = 0;
            }
        }
        return false;
    }

    /** How many digits of the text belong to none of them. */
    public int otherDigits() {
        return others;
    }

    /** All numbers that begin with the group of digits at {@code at}. */
    private void beginning(int from, int at, boolean plus, int most) {
        int n = 0;
        long shape = 0;
        int groups = 0;
        for (int i = at; i >= 0 && groups < MAX_GROUPS; i = nextGroup(i)) {
            int length = groupLength(i);
            if (n + length > most) {
                return;
            }
            if (!isTrunkZero(i, length, n, plus)) {
                System.arraycopy(text, i, digits, n, length);
                n += length;
                shape = (shape << 4) | length;
                groups++;
            }
            i += length;
            if (isWritten(n, shape, plus) && !isPartOfMore(from, at, i, groups, plus)) {
                add(plan.dial(digits, n, plus), i);
            }
        }
    }

    /** Whether so many digits in groups of this shape, four bits a group, are a way to write a number. */
    private boolean isWritten(int n, long shape, boolean plus) {
        boolean bare = doubtful && (shape == n || shape == 0x333);
        return plus || bare || isInternational(n) || plan.grouping().isWritten(shape, digits[0]);
    }

    private boolean isInternational(int n) {
        return n > plan.nationalLength() && plan.beginsInternational(digits, n);
    }

    /** {@code 2.0612345678}, {@code a0612345678f} and {@code DE05 1234 5678 …}: in a quantity, a digest, an account. */
    private boolean isPartOfMore(int from, int at, int to, int groups, boolean plus) {
        if (plus) {
            return false;
        }
        boolean afterLetter = at > from && isLetter(text[at - 1]);
        if (groups > 1) {
            return (afterLetter && nextGroup(to) >= 0) || isAfterYear(from, at);
        }
        boolean decimals = at >= from + 2 && (text[at - 1] == '.' || text[at - 1] == ',') && isDigit(text[at - 2]);
        return decimals || (afterLetter && to < end && isLetter(text[to]));
    }

    /** {@code 2026-03-12 10-15-00}: what follows a year and a sign is a moment. */
    private boolean isAfterYear(int from, int at) {
        int year = at - 5;
        boolean sign = at > from && (text[at - 1] == '-' || text[at - 1] == '.' || text[at - 1] == '/');
        return sign
                && year >= from
                && (text[year] == '1' || text[year] == '2')
                && (text[year + 1] == '9' || text[year + 1] == '0')
                && isDigit(text[year + 2])
                && isDigit(text[year + 3])
                && (year == from || !isDigit(text[year - 1]));
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
        for (int i = at; i < end && i <= at + MAX_GAP; i++) {
            if (isDigit(text[i])) {
                return i;
            }
            if (!isGap(text[i])) {
                return -1;
            }
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

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(byte c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isGap(byte c) {
        return c == ' ' || c == '.' || c == '-' || c == '/' || c == '(' || c == ')' || c == ',';
    }
}
