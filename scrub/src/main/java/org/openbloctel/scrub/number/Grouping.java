package org.openbloctel.scrub.number;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The plain spellings of a plan, read eight bytes at a time: the compact ones and the usual groups with one separator.
 * They are nine in ten of what call files hold; anything else goes to {@link Spelling}. Hot code: primitives, no
 * allocation, loads only inside the field.
 */
@SuppressWarnings("ShortCircuitBoolean") // on purpose: one branch for a spelling, not one for each of its characters
enum Grouping {
    /** France: {@code 0612345678}, {@code +33612345678}, {@code 06 12 34 56 78}, {@code +33 (0)6 12 34 56 78}. */
    ONE_AND_PAIRS {
        @Override
        long read(byte[] b, int from, int to) {
            int length = to - from;
            if (length < 9 || length > 20) {
                return UNREAD;
            }
            if (length <= 13) {
                return compactFrench(b, from, to);
            }
            return frenchPrefix(b, from, length - 13) ? pairs(b, to - 13) : UNREAD;
        }

        // 0612345678, 06 12 34 56 78, 6 12 34 56 78, and the groupings of those who dislike pairs.
        @Override
        boolean isWritten(long shape, byte first) {
            return first == '0' ? isFrench(shape) : shape == 0x12222;
        }

        @Override
        boolean isNumber(byte[] d, int n, long shape) {
            boolean national = n == 10 && d[0] == '0' && d[1] != '0';
            boolean code = d[0] == '3' && d[1] == '3';
            return national || (code && (n == 11 || (n == 12 && d[2] == '0'))) || isOverseas(d, n);
        }

        @Override
        int mostDigits(int first, int second, int length) {
            if (first == '0') {
                return second == '0' ? ABROAD : 10;
            }
            boolean overseas = (first == '2' && second == '6') || (first == '5' && (second == '0' || second == '9'));
            return overseas ? 12 : first == '3' && second == '3' ? 12 : length == 1 ? 9 : 0;
        }

        @Override
        boolean mayBeNumber(long shape, int n) {
            if (n != 9) {
                return shape != 0x2242; // 01/02/2026 10
            }
            return shape == 9
                    || shape == 0x12222
                    || shape == 0x333
                    || shape == 0x18
                    || shape == 0x3222
                    || shape == 0x522; // 50841 12 34
        }
    },
    /** North America: {@code 4155552671}, {@code +14155552671}, {@code 415-555-2671}, {@code (415) 555-2671}. */
    THREE_THREE_FOUR {
        @Override
        long read(byte[] b, int from, int to) {
            int length = to - from;
            if (length < 10 || length > 15) {
                return UNREAD;
            }
            long compact = compactAmerican(b, from, to);
            return compact != UNREAD || length < 12 ? compact : grouped(b, from, to);
        }

        @Override
        boolean isWritten(long shape, byte first) {
            return shape == 0xa
                    || shape == 0xb
                    || shape == 0x334
                    || shape == 0x37
                    || shape == 0x1a
                    || shape == 0x1334
                    || shape == 0x137;
        }

        @Override
        boolean isNumber(byte[] d, int n, long shape) {
            return isWritten(shape, d[0]);
        }

        @Override
        int mostDigits(int first, int second, int length) {
            return first == '0' ? ABROAD : 11;
        }

        @Override
        boolean mayBeNumber(long shape, int n) {
            return n != 10 || shape == 0xa || shape == 0x334 || shape == 0x37 || shape == 0x64 || shape == 0x3322;
        }
    };

    static final long UNREAD = -1;
    /** The most digits that are dialled from abroad, prefix and all. */
    static final int ABROAD = 15;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030303030303030L;
    private static final long HIGH_NIBBLES = 0xf0f0f0f0f0f0f0f0L;

    /** The national number, or {@link #UNREAD} when the field is in none of the plain spellings. */
    abstract long read(byte[] b, int from, int to);

    /**
     * Whether groups of digits, from the first to the last, are a way to write a number with its trunk zero.
     *
     * @param shape the groups' lengths, four bits each: 0x22222 for {@code 06 12 34 56 78}
     * @param first the first digit
     */
    abstract boolean isWritten(long shape, byte first);

    /** Whether digits are a number with its trunk zero or its country code: in France in any groups, elsewhere in the usual ones. */
    abstract boolean isNumber(byte[] digits, int n, long shape);

    /**
     * The most digits that a number in text has; 0 when none begins so.
     *
     * @param first the first digit
     * @param second the next one, of the same group or the next; another value when there is none
     * @param length how many digits the first group has
     */
    abstract int mostDigits(int first, int second, int length);

    /**
     * Whether so many digits in groups of this shape may be a number at all, in a field for numbers: amounts, dates, addresses of
     * machines and coordinates have as many digits, in other groups.
     */
    abstract boolean mayBeNumber(long shape, int n);

    private static boolean isFrench(long shape) {
        return shape <= Integer.MAX_VALUE
                && switch ((int) shape) {
                    case 0xa, 0x19, 0x28, 0x46, 0x82, 0x22222, 0x112222, 0x4222, 0x2224, 0x424 -> true;
                    case 0x433, 0x1333, 0x334, 0x3322, 0x2332 -> true;
                    default -> false;
                };
    }

    /** The code of a territory and nine digits; not a zero as well, since Polish goods have 5900 and nine on them. */
    private static boolean isOverseas(byte[] d, int n) {
        return n == 12
                && switch ((d[0] - '0') * 100 + (d[1] - '0') * 10 + d[2] - '0') {
                    case 262, 508, 590, 594, 596 -> true;
                    default -> false;
                };
    }

    private static long compactFrench(byte[] b, int from, int to) {
        int length = to - from;
        long tail = (long) LONG.get(b, to - 8);
        int head = (int) (long) LONG.get(b, from);
        int first = b[to - 9] - '0';
        boolean prefixed = (length == 10 & (head & 0xff) == '0')
                | length == 9
                | (length == 12 & (head & 0xffffff) == 0x33332b)
                | (length == 13 & head == 0x33333030)
                | (length == 11 & (head & 0xffff) == 0x3333);
        return prefixed & digits(tail) & first >= 1 & first <= 9 ? first * 100_000_000L + eight(tail) : UNREAD;
    }

    /** What may stand before the nine grouped digits: 0, +33, 0033, with their separator or (0). */
    private static boolean frenchPrefix(byte[] b, int from, int length) {
        int head = (int) (long) LONG.get(b, from);
        return switch (length) {
            case 1 -> (head & 0xff) == '0';
            case 3 -> (head & 0xffffff) == 0x33332b;
            case 4 -> ((head & 0xffffff) == 0x33332b && separator(head >>> 24)) || head == 0x33333030;
            case 5 -> head == 0x33333030 && separator(b[from + 4]);
            case 7 -> (head & 0xffffff) == 0x33332b && head >>> 24 == ' ' && trunkZero(b, from + 4);
            default -> false;
        };
    }

    private static boolean trunkZero(byte[] b, int at) {
        return b[at] == '(' && b[at + 1] == '0' && b[at + 2] == ')';
    }

    /** Thirteen bytes {@code d?dd?dd?dd?dd} with the same separator four times. */
    private static long pairs(byte[] b, int at) {
        long x = (long) LONG.get(b, at);
        long y = (long) LONG.get(b, at + 5);
        long mark = x >>> 8 & 0xff;
        boolean same = (x & 0xff0000ff0000ff00L) == mark * 0x0100000100000100L
                & (y & 0x0000ff0000ff0000L) == mark * 0x0000010000010000L;
        long tail = (x >>> 16 & 0xffff) | (y & 0xffff) << 16 | (y >>> 24 & 0xffff) << 32 | y >>> 48 << 48;
        int first = (int) (x & 0xff) - '0';
        boolean read = same & separator((int) mark) & digits(tail) & first >= 1 & first <= 9;
        return read ? first * 100_000_000L + eight(tail) : UNREAD;
    }

    private static boolean separator(int mark) {
        return mark == ' ' | mark == '.' | mark == '-' | mark == '/';
    }

    private static long compactAmerican(byte[] b, int from, int to) {
        int length = to - from;
        long tail = (long) LONG.get(b, to - 8);
        int area = b[to - 10] - '0';
        int second = b[to - 9] - '0';
        boolean prefixed =
                length == 10 | (length == 11 & b[from] == '1') | (length == 12 & b[from] == '+' & b[from + 1] == '1');
        boolean read = prefixed & digits(tail) & area >= 2 & area <= 9 & second >= 0 & second <= 9;
        return read ? (area * 10 + second) * 100_000_000L + eight(tail) : UNREAD;
    }

    /** {@code ddd-ddd-dddd} after nothing, {@code 1-}, {@code +1-}, or {@code (ddd) ddd-dddd}. */
    private static long grouped(byte[] b, int from, int to) {
        int length = to - from;
        int at = to - 12;
        long x = (long) LONG.get(b, at);
        long y = (long) LONG.get(b, to - 8);
        boolean bracketed = length == 14 & b[from] == '(' & b[from + 4] == ')' & b[from + 5] == ' ';
        int mark = b[to - 5];
        boolean prefixed = length == 12
                | (length == 14 & b[from] == '1' & b[from + 1] == mark)
                | (length == 15 & b[from] == '+' & b[from + 1] == '1' & b[from + 2] == mark);
        if (bracketed) {
            x = (b[from + 1] & 0xffL) | (b[from + 2] & 0xffL) << 8 | (b[from + 3] & 0xffL) << 16 | (long) mark << 24;
        }
        long exchange = y & 0xffffff;
        long tail = (x >>> 16 & 0xff) | exchange << 8 | y >>> 32 << 32;
        int area = (int) (x & 0xff) - '0';
        int second = (int) (x >>> 8 & 0xff) - '0';
        boolean read = (prefixed | bracketed)
                & (x >>> 24 & 0xff) == mark
                & separator(mark)
                & digits(tail)
                & area >= 2
                & area <= 9
                & second >= 0
                & second <= 9;
        return read ? (area * 10 + second) * 100_000_000L + eight(tail) : UNREAD;
    }

    /** Whether all eight bytes are ASCII digits. */
    private static boolean digits(long x) {
        return (((x & HIGH_NIBBLES) ^ ZEROS) | ((x + 0x0606060606060606L & HIGH_NIBBLES) ^ ZEROS)) == 0;
    }

    /** The value of eight ASCII digits, the first in the lowest byte: three multiplications instead of eight. */
    private static int eight(long x) {
        long d = x - ZEROS;
        long pairs = d * 10 + (d >>> 8);
        return (int) (((pairs & 0x000000ff000000ffL) * 0x000f424000000064L
                        + (pairs >>> 16 & 0x000000ff000000ffL) * 0x0000271000000001L)
                >>> 32);
    }
}
