package org.openbloctel.scrub.file;

/**
 * Where in a chunk a phone number may be written, wherever its fields are: stretches of ten digits, blanks and signs or more. A number
 * written as one stands in a stretch; so do dates, amounts, and ids. Found by a mask, some twenty operations for 64 bytes. Separators
 * and the quotes around fields end a stretch. Belongs to its chunk.
 */
public final class DigitRuns {
    /** The least that is a stretch. */
    public static final int MIN_LENGTH = 10;

    private byte[] numeric = {};
    private byte[] separators = {};
    /** One bit for each stretch, at its tenth character. */
    private long[] marks = {};
    /** Separators before each word. */
    private int[] before = {};

    private int count;
    private boolean pieces;

    DigitRuns() {}

    void reserve(int maskBytes) {
        if (numeric.length < maskBytes) {
            numeric = new byte[maskBytes];
            marks = new long[maskBytes / Long.BYTES];
            before = new int[maskBytes / Long.BYTES];
        }
    }

    /** Makes the mask of {@code n} words of text. */
    void mask(long[] text, int n, int at) {
        Masks.numeric(text, n, numeric, at);
    }

    byte[] numeric() {
        return numeric;
    }

    /** Finds the stretches in a text of this length, and counts separators on the way. Hot code. */
    void find(byte[] separatorMask, int length) {
        separators = separatorMask;
        int words = (length >>> 6) + 1;
        int n = 0;
        int sum = 0;
        long s = 0;
        long s2 = 0;
        long s4 = 0;
        long hits = 0;
        long before64 = 0;
        long fours = 0;
        for (int w = 0; w < words; w++) {
            long separator = Masks.word(separators, w);
            before[w] = sum;
            sum += Long.bitCount(separator);
            fours |= separator
                    & ((separator << 3) | (before64 >>> 61))
                    & ((separator << 6) | (before64 >>> 58))
                    & ((separator << 9) | (before64 >>> 55));
            before64 = separator;
            long sign = Masks.word(numeric, w) & ~separator;
            long two = sign & ((sign << 1) | (s >>> 63));
            long four = two & ((two << 2) | (s2 >>> 62));
            long ten = four & ((four << 4) | (s4 >>> 60)) & ((two << 8) | (s2 >>> 56));
            long first = ten & ~((ten << 1) | (hits >>> 63));
            s = sign;
            s2 = two;
            s4 = four;
            hits = ten;
            marks[w] = first;
            n += Long.bitCount(first);
        }
        count = n;
        pieces = fours != 0;
    }

    /** Whether any four separators have two characters between each: a number may stand in pairs, each in a field of its own. */
    public boolean mayBeInPieces() {
        return pieces;
    }

    /** How many separators stand before a position. */
    int separatorsBefore(int at) {
        int w = at >>> 6;
        return before[w] + Long.bitCount(Masks.word(separators, w) & ((1L << at) - 1));
    }

    /** How many stretches there are. */
    public int count() {
        return count;
    }

    /** How many have their mark from {@code from} to {@code to}, exclusive. */
    public int countIn(int from, int to) {
        int n = 0;
        for (int at = next(from, to); at >= 0; at = next(at + 1, to)) {
            n++;
        }
        return n;
    }

    /** The first mark of a stretch, which lies within it, from {@code from} to {@code to}, exclusive; -1 when there is none. */
    public int next(int from, int to) {
        for (int at = from; at < to; at = (at | 63) + 1) {
            long left = marks[at >>> 6] & (-1L << at);
            if (left != 0) {
                int mark = (at & ~63) + Long.numberOfTrailingZeros(left);
                return mark < to ? mark : -1;
            }
        }
        return -1;
    }

    /** Where the stretch around a mark begins. */
    public int start(int mark) {
        int w = mark >>> 6;
        long others = ~signs(w) & ((1L << mark) - 1);
        while (others == 0 && w > 0) {
            w--;
            others = ~signs(w);
        }
        return others == 0 ? 0 : (w << 6) + 64 - Long.numberOfLeadingZeros(others);
    }

    /** Where it ends, exclusive: before {@code limit}. */
    public int end(int mark, int limit) {
        int w = mark >>> 6;
        long others = ~signs(w) & (-1L << mark);
        while (others == 0 && (w + 1) << 6 < limit) {
            w++;
            others = ~signs(w);
        }
        return others == 0 ? limit : Math.min(limit, (w << 6) + Long.numberOfTrailingZeros(others));
    }

    /** Digits, blanks and signs in a word, separators left out. */
    private long signs(int w) {
        return Masks.word(numeric, w) & ~Masks.word(separators, w);
    }
}
