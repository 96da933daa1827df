package org.openbloctel.scrub.list;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The probing form: one bit a national number, in pages of 2^18 numbers (32 KiB) that exist only where a number does.
 *
 * <p>Arithmetic: France's 10^9 numbers would be 125 MB flat; the ranges in use are about 54 %, so 12 million listed
 * numbers take some 68 MB, 5.7 bytes a number. North America's 10^10 with 250 million listed take 860 MB, 3.4 bytes a
 * number. A probe is one random read, 8 to 10 ns when many are in flight; a compressed set (Roaring) costs 290 to 830.
 *
 * <p>{@link #set} may be called by several threads; everything else needs the writers to have finished.
 */
@SuppressWarnings("ReferenceEquality") // the one empty page is known by its identity
final class BitPages {
    static final int PAGE_BITS = 18;

    private static final int PAGE_WORDS = 1 << (PAGE_BITS - 6);
    private static final int WORD_MASK = PAGE_WORDS - 1;
    private static final long[] EMPTY = new long[PAGE_WORDS];
    private static final VarHandle PAGES = MethodHandles.arrayElementVarHandle(long[][].class);
    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[][] pages;

    BitPages(long space) {
        this(new long[(int) ((space + (1L << PAGE_BITS) - 1) >>> PAGE_BITS)][]);
        Arrays.fill(pages, EMPTY);
    }

    private BitPages(long[][] pages) {
        this.pages = pages;
    }

    /** Numbers that the pages can hold, rounded up to whole pages. */
    long space() {
        return (long) pages.length << PAGE_BITS;
    }

    boolean get(long number) {
        return (pages[(int) (number >>> PAGE_BITS)][(int) (number >>> 6) & WORD_MASK] >>> number & 1) != 0;
    }

    /** The 64 numbers that begin at {@code word * 64}. */
    long word(long word) {
        return pages[(int) (word >>> (PAGE_BITS - 6))][(int) word & WORD_MASK];
    }

    boolean isEmptyPage(long number) {
        return pages[(int) (number >>> PAGE_BITS)] == EMPTY;
    }

    /** Adds a number; true when it was not there. */
    boolean set(long number) {
        long[] page = writable((int) (number >>> PAGE_BITS));
        int word = (int) (number >>> 6) & WORD_MASK;
        long bit = 1L << number;
        if ((page[word] & bit) != 0) {
            return false;
        }
        return ((long) WORDS.getAndBitwiseOr(page, word, bit) & bit) == 0;
    }

    /** Adds up to 64 numbers at once, for a single writer. */
    void orWord(long word, long bits) {
        writable((int) (word >>> (PAGE_BITS - 6)))[(int) word & WORD_MASK] |= bits;
    }

    /** Removes a number; true when it was there. For a single writer. */
    boolean clear(long number) {
        if (!get(number)) {
            return false;
        }
        pages[(int) (number >>> PAGE_BITS)][(int) (number >>> 6) & WORD_MASK] &= ~(1L << number);
        return true;
    }

    private long[] writable(int page) {
        long[] found = pages[page];
        if (found != EMPTY) {
            return found;
        }
        long[] fresh = new long[PAGE_WORDS];
        long[] before = (long[]) PAGES.compareAndExchange(pages, page, EMPTY, fresh);
        return before == EMPTY ? fresh : before;
    }

    /**
     * Looks up a batch. Hot code: the loop that reads memory does as little else as it can, so that the processor has
     * dozens of its cache misses in flight at once.
     *
     * @param numbers national numbers; negative ones answer 0
     * @param words scratch of at least {@code n}
     * @param listed receives 1 for a listed number, else 0
     */
    void probe(long[] numbers, int n, long[] words, byte[] listed) {
        long[][] p = pages;
        for (int i = 0; i < n; i++) {
            long x = numbers[i] & ~(numbers[i] >> 63);
            words[i] = p[(int) (x >>> PAGE_BITS)][(int) (x >>> 6) & WORD_MASK];
        }
        for (int i = 0; i < n; i++) {
            listed[i] = (byte) (words[i] >>> numbers[i] & ~(numbers[i] >> 63) & 1);
        }
    }
}
