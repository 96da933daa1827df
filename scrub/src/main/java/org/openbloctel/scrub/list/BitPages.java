package org.openbloctel.scrub.list;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Numbers under construction: one bit a national number, in pages of 2^18 numbers (32 KiB) that exist only where a
 * number does.
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

    /** Adds consecutive words of a bit map, for a single writer; they must fit in one page. */
    void put(long number, long[] words) {
        long[] page = writable((int) (number >>> PAGE_BITS));
        System.arraycopy(words, 0, page, (int) (number >>> 6) & WORD_MASK, words.length);
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
     * Numbers of one thread on their way in. Setting a bit in memory that other threads write too takes an atomic
     * operation, which lets no other cache miss begin before its own has ended, some 100 ns; so a batch first reads all its
     * words, whose misses overlap, and sets its bits when they are near.
     */
    final class Batch {
        private static final int SIZE = 2048;

        private final long[] numbers = new long[SIZE];
        private final long[] words = new long[SIZE];
        private int size;

        void add(long number) {
            numbers[size++] = number;
            if (size == SIZE) {
                flush();
            }
        }

        /** Sets what was added. */
        void flush() {
            for (int i = 0; i < size; i++) {
                words[i] = word(numbers[i] >>> 6);
            }
            for (int i = 0; i < size; i++) {
                if ((words[i] >>> numbers[i] & 1) == 0) {
                    set(numbers[i]);
                }
            }
            size = 0;
        }
    }
}
