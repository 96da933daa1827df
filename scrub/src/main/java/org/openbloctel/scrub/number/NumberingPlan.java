package org.openbloctel.scrub.number;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A country's closed numbering plan, as data: its national numbers all have {@link #nationalLength()} digits, and a
 * table says of each first five digits whether subscribers have such numbers and under which country code they are
 * reached from abroad. The national number is the engine's inner value (a {@code long} below {@link #space()}); outside
 * it is shown as E.164 packed in a {@code long}, {@code 33612345678L} for +33 6 12 34 56 78.
 *
 * <p>Immutable, safe for any number of threads. Another country is another table: see {@link #NORTH_AMERICA}.
 */
public final class NumberingPlan {
    /** France with its overseas territories (+33, +262, +508, +590, +594, +596); source in {@link PlanTables}. */
    public static final NumberingPlan FRANCE = PlanTables.france();
    /** The North American plan (+1); source in {@link PlanTables}. */
    public static final NumberingPlan NORTH_AMERICA = PlanTables.northAmerica();

    private static final int PREFIX_DIGITS = 5;

    private final String code;
    private final int[] countryCodes;
    private final byte[][] countryDigits;
    private final byte[] trunk;
    private final byte[] international;
    private final int nationalLength;
    private final long space;
    private final long prefixUnit;
    private final long prefixFactor;
    private final byte[] ranges;
    private final String[] shortNumbers;
    private final Grouping grouping;

    NumberingPlan(
            String code,
            int[] countryCodes,
            String trunk,
            String international,
            int nationalLength,
            byte[] ranges,
            String[] shortNumbers,
            Grouping grouping) {
        this.code = code;
        this.countryCodes = countryCodes;
        this.countryDigits = new byte[countryCodes.length][];
        for (int i = 0; i < countryCodes.length; i++) {
            countryDigits[i] = digits(Integer.toString(countryCodes[i]));
        }
        this.trunk = digits(trunk);
        this.international = digits(international);
        this.nationalLength = nationalLength;
        this.space = powerOfTen(nationalLength);
        this.prefixUnit = powerOfTen(nationalLength - PREFIX_DIGITS);
        this.prefixFactor = Long.divideUnsigned(-1, prefixUnit) + 1;
        this.ranges = ranges;
        this.shortNumbers = shortNumbers;
        this.grouping = grouping;
    }

    /** The plan with this code ({@code FR}, {@code NA}), in any case, or empty. */
    public static Optional<NumberingPlan> of(String code) {
        return switch (code.toUpperCase(Locale.ROOT)) {
            case "FR" -> Optional.of(FRANCE);
            case "NA" -> Optional.of(NORTH_AMERICA);
            default -> Optional.empty();
        };
    }

    /** The plan's code: {@code FR} or {@code NA}. */
    public String code() {
        return code;
    }

    /** Whether the plan's numbers are reached from abroad by this country code. */
    public boolean isCountryCode(int countryCode) {
        return Arrays.stream(countryCodes).anyMatch(c -> c == countryCode);
    }

    /** Digits of a national number, without the trunk prefix: 9 in France, 10 in North America. */
    public int nationalLength() {
        return nationalLength;
    }

    /** One more than the highest national number. */
    public long space() {
        return space;
    }

    /**
     * The national number of an E.164 number of this plan, or -1 when the plan has no such number.
     *
     * @param e164 the number with its country code, such as {@code 33612345678L}
     */
    public long national(long e164) {
        byte[] written = digits(Long.toString(e164));
        long read = dial(written, written.length, true);
        return read >= 0 && read < space() ? read : -1;
    }

    /** The E.164 number of a national number of this plan. */
    public long international(long national) {
        int range = range(national);
        long scale = Range.dropsCountryCode(range) ? space / 1000 : space;
        return countryCodes[Range.country(range)] * scale + (national < scale ? national : national % scale);
    }

    /**
     * Why a number of the plan's shape that is not on the list cannot be called callable, or null when it can: its
     * range is {@link Reason#UNASSIGNED_RANGE} or {@link Reason#SPECIAL_NUMBER}.
     */
    public @Nullable Reason objection(long national) {
        int kind = Range.kind(range(national));
        return kind == Range.SUBSCRIBERS
                ? null
                : kind == Range.SPECIAL ? Reason.SPECIAL_NUMBER : Reason.UNASSIGNED_RANGE;
    }

    /** Whether there is an {@link #objection}. Hot code. */
    boolean hasObjection(long national) {
        return Range.kind(ranges[prefix(national)]) != Range.SUBSCRIBERS;
    }

    /** {@code national / prefixUnit} by a multiplication: the factor is 2^64 / unit rounded up, exact for 2^46 numbers and more. */
    int prefix(long national) {
        return (int) Math.multiplyHigh(national, prefixFactor);
    }

    /** One stretch of consecutive national numbers whose E.164 texts differ only in their last digits. */
    public interface RangeVisitor {
        /**
         * Takes a range.
         *
         * @param first its first national number
         * @param end one more than its last
         * @param head plus sign, country code and the first digits, in ASCII; reused between calls
         * @param headLength how many bytes of {@code head} count; the rest of the number follows, zero-padded
         */
        void range(long first, long end, byte[] head, int headLength);
    }

    /**
     * Visits the whole plan in the order in which {@code LC_ALL=C sort} puts E.164 texts: country codes as text, then
     * national numbers.
     */
    public void forEachRange(RangeVisitor visitor) {
        Integer[] order = new Integer[countryCodes.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        Arrays.sort(order, Comparator.comparing(i -> Integer.toString(countryCodes[i])));
        byte[] head = new byte[1 + 3 + PREFIX_DIGITS];
        head[0] = '+';
        for (int country : order) {
            byte[] cc = countryDigits[country];
            System.arraycopy(cc, 0, head, 1, cc.length);
            for (int prefix = 0; prefix < ranges.length; prefix++) {
                if (prefix % 1000 == 0) {
                    int dropped =
                            countryCodes[country] * 100 + prefix / 1000; // 50841 is written +508 41: it sorts here
                    if (Range.country(ranges[dropped]) == country && Range.dropsCountryCode(ranges[dropped])) {
                        visit(dropped, 3, head, cc.length, visitor);
                    }
                }
                if (Range.country(ranges[prefix]) == country && !Range.dropsCountryCode(ranges[prefix])) {
                    visit(prefix, 0, head, cc.length, visitor);
                }
            }
        }
    }

    private void visit(int prefix, int skipped, byte[] head, int codeLength, RangeVisitor visitor) {
        int rest = prefix;
        for (int i = PREFIX_DIGITS - 1; i >= skipped; i--) {
            head[1 + codeLength + i - skipped] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        long first = prefix * prefixUnit;
        visitor.range(first, first + prefixUnit, head, 1 + codeLength + PREFIX_DIGITS - skipped);
    }

    /** The table's entry for the number's first five digits, to be read with {@link Range}. */
    int range(long national) {
        return ranges[prefix(national)];
    }

    Grouping grouping() {
        return grouping;
    }

    /** Whether these digits are a country code of the plan, so that a {@code (0)} behind them is a trunk zero. */
    boolean isCountryCode(byte[] d, int n, boolean plus) {
        int from = !plus && startsWith(d, n, international, 0) ? international.length : 0;
        for (byte[] country : countryDigits) {
            if (n - from == country.length && startsWith(d, n, country, from)) {
                return true;
            }
        }
        return false;
    }

    /** Whether digits begin as a number that is dialled from abroad: {@code 0033…}. */
    boolean beginsInternational(byte[] d, int n) {
        return n > international.length && startsWith(d, n, international, 0);
    }

    /**
     * Reads dialled digits: the national number, or {@link NumberReader#because(Reason)}.
     *
     * @param d digits as ASCII bytes
     * @param n how many of them count
     * @param plus whether a plus stood before them
     */
    long dial(byte[] d, int n, boolean plus) {
        if (plus) {
            return dialFromAbroad(d, n, 0);
        }
        String special = shortNumber(d, n);
        if (special != null) {
            return NumberReader.because(Reason.SPECIAL_NUMBER);
        }
        if (n > international.length && startsWith(d, n, international, 0)) {
            return dialFromAbroad(d, n, international.length);
        }
        if (n == nationalLength + trunk.length && startsWith(d, n, trunk, 0) && d[trunk.length] != '0') {
            return value(d, trunk.length, n);
        }
        if (n == nationalLength && d[0] != '0') {
            return value(d, 0, n); // a spreadsheet lost the leading zero, or the plan has no trunk prefix
        }
        if (n > nationalLength) {
            long lostPlus = dialFromAbroad(d, n, 0);
            if (lostPlus >= 0) {
                return lostPlus;
            }
        }
        return NumberReader.because(Reason.WRONG_LENGTH);
    }

    /** Reads dialled digits in a text, where a number behind the plus or zeros of another territory of the plan is looked up, too. */
    long dialInText(byte[] d, int n, boolean plus) {
        long read = dial(d, n, plus);
        return read == NumberReader.because(Reason.UNASSIGNED_RANGE) ? value(d, n - nationalLength, n) : read;
    }

    /** Reads digits that begin with a country code at {@code from}. */
    private long dialFromAbroad(byte[] d, int n, int from) {
        for (int c = 0; c < countryDigits.length; c++) {
            if (startsWith(d, n, countryDigits[c], from)) {
                return dialInCountry(d, n, from + countryDigits[c].length, c);
            }
        }
        if (from < n && d[from] == '0') {
            return NumberReader.because(Reason.NOT_A_NUMBER);
        }
        int length = n - from;
        return NumberReader.because(length >= 7 && length <= 15 ? Reason.FOREIGN : Reason.WRONG_LENGTH);
    }

    private long dialInCountry(byte[] d, int n, int from, int country) {
        int start = from;
        if (trunk[0] == '0' && start < n && d[start] == '0') {
            start++; // +33 06…: the trunk zero was kept
        }
        int length = n - start;
        long national = -1;
        if (length == nationalLength && d[start] != '0') {
            national = value(d, start, n);
        } else if (country > 0 && length == nationalLength - 3 && d[start] != '0') {
            long dropped = countryCodes[country] * powerOfTen(nationalLength - 3) + value(d, start, n);
            if (Range.dropsCountryCode(range(dropped))) {
                national = dropped;
            }
        }
        if (national < 0) {
            boolean special = trunk[0] == '0' && isSpecialBehindTrunk(d, n, start);
            return NumberReader.because(special ? Reason.SPECIAL_NUMBER : Reason.WRONG_LENGTH);
        }
        boolean everywhere = Range.kind(range(national)) == Range.SPECIAL; // 08 is the same under each code
        if (country > 0 && !everywhere && Range.country(range(national)) != country) {
            return NumberReader.because(Reason.UNASSIGNED_RANGE); // +262 612…: no such number is reached under 262
        }
        return national;
    }

    private @Nullable String shortNumber(byte[] d, int n) {
        for (String pattern : shortNumbers) {
            if (matches(pattern, 0, d, n, 0)) {
                return pattern;
            }
        }
        return null;
    }

    /** {@code +33 7000…}: a machine's number, which has more digits than a subscriber's. */
    private boolean isSpecialBehindTrunk(byte[] d, int n, int from) {
        for (String pattern : shortNumbers) {
            if (pattern.charAt(0) == '0' && matches(pattern, 1, d, n, from)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, int skipped, byte[] d, int n, int from) {
        if (pattern.length() - skipped != n - from) {
            return false;
        }
        for (int i = skipped; i < pattern.length(); i++) {
            if (pattern.charAt(i) != 'x' && pattern.charAt(i) != d[from + i - skipped]) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] d, int n, byte[] prefix, int at) {
        if (n - at < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (d[at + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static long value(byte[] d, int from, int to) {
        long v = 0;
        for (int i = from; i < to; i++) {
            v = v * 10 + d[i] - '0';
        }
        return v;
    }

    private static long powerOfTen(int exponent) {
        long p = 1;
        for (int i = 0; i < exponent; i++) {
            p *= 10;
        }
        return p;
    }

    private static byte[] digits(String s) {
        byte[] d = new byte[s.length()];
        for (int i = 0; i < d.length; i++) {
            d[i] = (byte) s.charAt(i);
        }
        return d;
    }

    @Override
    public String toString() {
        return code;
    }
}
