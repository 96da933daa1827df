package org.openbloctel.scrub.file;

/**
 * Where in a chunk a phone number may be written, wherever its fields are: stretches of ten digits, or of eleven digits, blanks and
 * signs. A number written as one stands in a stretch; so do dates with a time, amounts, and ids. Found by masks, some thirty
 * operations for 64 bytes. Separators and the quotes around fields end a stretch. Belongs to its chunk.
 */
public final class DigitRuns {
    /** The least that is a stretch: so many digits, or one more of anything that may stand in a number. */
    public static final int SHORTEST = 10;

    private static final int WORD = 64;

    private byte[] digits = {};
    private byte[] numeric = {};
    /** One bit for each stretch, at its tenth or eleventh character. */
    private long[] marks = {};

    private int words;
    private int count;

    DigitRuns() {}

    void reserve(int maskBytes) {
        if (digits.length < maskBytes) {
            digits = new byte[maskBytes];
            numeric = new byte[maskBytes];
            marks = new long[maskBytes / Long.BYTES];
        }
    }

    /** Makes the masks of {@code n} words of text. */
    void mask(long[] text, int n, int at) {
        Masks.digits(text, n, digits, at);
        Masks.numeric(text, n, numeric, at);
    }

    byte[] digits() {
        return digits;
    }

    byte[] numeric() {
        return numeric;
    }

    /** Finds the stretches in a text of this length. Hot code. */
    void find(byte[] separators, byte[] quotes, int length) {
        words = (length + WORD - 1) >>> 6;
        int n = 0;
        long d = 0;
        long d2 = 0;
        long d4 = 0;
        long s = 0;
        long s2 = 0;
        long s4 = 0;
        long hits = 0;
        for (int w = 0; w < words; w++) {
            long digit = Masks.word(digits, w);
            long two = digit & (digit << 1 | d >>> 63);
            long four = two & (two << 2 | d2 >>> 62);
            long ten = four & (four << 4 | d4 >>> 60) & (two << 8 | d2 >>> 56);
            d = digit;
            d2 = two;
            d4 = four;
            long sign = Masks.word(numeric, w) & ~(Masks.word(separators, w) | Masks.word(quotes, w));
            Masks.setWord(numeric, w, sign);
            two = sign & (sign << 1 | s >>> 63);
            four = two & (two << 2 | s2 >>> 62);
            long eleven = four & (four << 4 | s4 >>> 60) & (four << 7 | s4 >>> 57);
            s = sign;
            s2 = two;
            s4 = four;
            long here = ten | eleven;
            long first = here & ~(here << 1 | hits >>> 63);
            hits = here;
            marks[w] = first;
            n += Long.bitCount(first);
        }
        count = n;
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** How many have their mark from {@code from} to {@code to}, exclusive. */
    public int countIn(int from, int to) {
        int n = 0;
        for (int at = next(from); at >= 0 && at < to; at = next(at + 1)) {
            n++;
        }
        return n;
    }

    /** The first mark of a stretch at {@code from} or behind, which lies within it; -1 when there is none. */
    public int next(int from) {
        int w = from >>> 6;
        if (w >= words) {
            return -1;
        }
        long left = marks[w] & -1L << from;
        while (left == 0) {
            w++;
            if (w == words) {
                return -1;
            }
            left = marks[w];
        }
        return (w << 6) + Long.numberOfTrailingZeros(left);
    }

    /** Where the stretch around a mark begins. */
    public int start(int mark) {
        int at = mark;
        while (at > 0 && isNumeric(at - 1)) {
            at--;
        }
        return at;
    }

    /** Where it ends, exclusive: before {@code limit}. */
    public int end(int mark, int limit) {
        int at = mark;
        while (at < limit && isNumeric(at)) {
            at++;
        }
        return at;
    }

    private boolean isNumeric(int at) {
        return (numeric[at >>> 3] >>> (at & 7) & 1) != 0;
    }
}
