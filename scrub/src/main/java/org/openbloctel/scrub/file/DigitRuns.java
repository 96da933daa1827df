package org.openbloctel.scrub.file;

/**
 * Where in a chunk a phone number may be written, wherever its fields are: stretches of ten characters or more without a letter. A number
 * written as one stands in a stretch; so do dates, amounts, and ids. Found by a mask, some twenty operations for 64 bytes. Separators,
 * line ends that end a record, and the quotes around fields end a stretch. Belongs to its chunk.
 */
public final class DigitRuns {
    /** The least that is a stretch. */
    public static final int MIN_LENGTH = 10;

    private byte[] numeric = {};
    private byte[] separators = {};
    private byte[] lineEnds = {};
    /** One bit for each stretch, at its tenth character. */
    private long[] marks = {};
    /** One bit for each separator with two characters on both sides that are no letters, at the second behind it. */
    private long[] cuts = {};
    /** Separators before each word. */
    private int[] before = {};

    private int count;
    private boolean pieces;

    DigitRuns() {}

    void reserve(int maskBytes) {
        if (numeric.length < maskBytes) {
            numeric = new byte[maskBytes];
            marks = new long[maskBytes / Long.BYTES];
            cuts = new long[maskBytes / Long.BYTES];
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

    /**
     * Finds the stretches in a text of this length, and counts separators on the way. Hot code.
     *
     * @param quotes of fields, which end no piece of a number
     */
    void find(byte[] text, byte[] separatorMask, byte[] lineEndMask, byte[] quotes, int length) {
        separators = separatorMask;
        lineEnds = lineEndMask;
        int words = (length >>> 6) + 1;
        int n = 0;
        int sum = 0;
        long s = 0;
        long s2 = 0;
        long s4 = 0;
        long hits = 0;
        long before64 = 0;
        long quoted = 0;
        long pairs = 0;
        long anyCut = 0;
        long lineEnd = Masks.word(lineEnds, 0);
        for (int w = 0; w < words; w++) {
            long separator = Masks.word(separators, w);
            long nextEnd = w + 1 < words ? Masks.word(lineEnds, w + 1) : 0;
            before[w] = sum;
            sum += Long.bitCount(separator);
            long sign = Masks.word(numeric, w) & ~(separator | lineEnd);
            long two = sign & ((sign << 1) | (s >>> 63));
            long four = two & ((two << 2) | (s2 >>> 62));
            long ten = four & ((four << 4) | (s4 >>> 60)) & ((two << 8) | (s2 >>> 56));
            long first = ten & ~((ten << 1) | (hits >>> 63));
            long withQuotes = sign | Masks.word(quotes, w);
            long pair = withQuotes & ((withQuotes << 1) | (quoted >>> 63));
            long cut = pair & ((separator << 2) | (before64 >>> 62)) & ((pair << 3) | (pairs >>> 61));
            long last = first & ((lineEnd >>> 1) | (nextEnd << 63));
            if (last != 0) {
                first = withoutReturns(text, w << 6, first, last);
            }
            s = sign;
            s2 = two;
            s4 = four;
            hits = ten;
            quoted = withQuotes;
            pairs = pair;
            before64 = separator;
            lineEnd = nextEnd;
            marks[w] = first;
            cuts[w] = cut;
            anyCut |= cut;
            n += Long.bitCount(first);
        }
        count = n;
        pieces = anyCut != 0;
    }

    /** Marks without those of stretches of nine characters and the carriage return of their line's end. */
    private static long withoutReturns(byte[] text, int base, long marks, long last) {
        long left = marks;
        for (long bits = last; bits != 0; bits &= bits - 1) {
            boolean isReturn = text[base + Long.numberOfTrailingZeros(bits)] == '\r';
            left ^= isReturn ? bits & -bits : 0;
        }
        return left;
    }

    /** Whether any separator may cut a number: digits or signs stand on both sides. */
    public boolean mayBeInPieces() {
        return pieces;
    }

    /** A place in the field behind the next separator that may cut a number, from {@code from} to {@code to}, exclusive; else -1. */
    public int nextCut(int from, int to) {
        return next(cuts, from, to);
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
        return next(marks, from, to);
    }

    private static int next(long[] marks, int from, int to) {
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
        return behindLast(w, others);
    }

    /** Where the field begins that has a character at a place, with its quotes. */
    public int fieldStart(int at) {
        int w = at >>> 6;
        long borders = borders(w) & ((1L << at) - 1);
        while (borders == 0 && w > 0) {
            w--;
            borders = borders(w);
        }
        return behindLast(w, borders);
    }

    private static int behindLast(int word, long bits) {
        return bits == 0 ? 0 : (word << 6) + 64 - Long.numberOfLeadingZeros(bits);
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

    /** What is no letter in a word, separators and line ends left out. */
    private long signs(int w) {
        return Masks.word(numeric, w) & ~borders(w);
    }

    private long borders(int w) {
        return Masks.word(separators, w) | Masks.word(lineEnds, w);
    }
}
