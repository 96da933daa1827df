package org.openbloctel.scrub.list;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Numbers under construction: one bit a national number, in pages of 2^18 numbers (32 KiB) that exist only where a
 * number does.
 *
 * <p>{@link #set} may be called by several threads, and each may have a {@link Batch}; everything else needs the writers
 * to have finished. Eight neighbouring pages share a lock.
 */
@SuppressWarnings("ReferenceEquality") // the one empty page is known by its identity
final class BitPages {
    static final int PAGE_BITS = 18;

    private static final int PAGE_WORDS = 1 << (PAGE_BITS - 6);
    private static final int WORD_MASK = PAGE_WORDS - 1;
    private static final long[] EMPTY = new long[PAGE_WORDS];
    /** Numbers behind one lock: 256 KiB of bits, which a processor core has room for. */
    private static final int PART_BITS = PAGE_BITS + 3;

    private final long[][] pages;
    private final Object[] locks;

    BitPages(long space) {
        this(new long[(int) ((space + (1L << PAGE_BITS) - 1) >>> PAGE_BITS)][]);
        Arrays.fill(pages, EMPTY);
    }

    private BitPages(long[][] pages) {
        this.pages = pages;
        this.locks = Stream.generate(Object::new)
                .limit((pages.length >> (PART_BITS - PAGE_BITS)) + 1)
                .toArray();
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
        synchronized (locks[(int) (number >>> PART_BITS)]) {
            long[] page = writable((int) (number >>> PAGE_BITS));
            int word = (int) (number >>> 6) & WORD_MASK;
            long before = page[word];
            page[word] = before | 1L << number;
            return (before >>> number & 1) == 0;
        }
    }

    /** Copies the 65,536 numbers that begin at {@code number}; false, and nothing copied, when their page is empty. */
    boolean copyBlock(long number, long[] words) {
        long[] page = pages[(int) (number >>> PAGE_BITS)];
        if (page == EMPTY) {
            return false;
        }
        System.arraycopy(page, (int) (number >>> 6) & WORD_MASK, words, 0, words.length);
        return true;
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
        if (pages[page] == EMPTY) {
            pages[page] = new long[PAGE_WORDS];
        }
        return pages[page];
    }

    /**
     * Numbers of one thread on their way in. In random order each would be a cache miss, and an atomic operation on a missing
     * word lets no other miss begin before its own has ended, some 100 ns. So numbers wait with their neighbours; when
     * enough have come, one thread at a time sets their bits by plain writes, whose misses overlap and become few.
     */
    final class Batch {
        private static final int WAITING = 8192;

        private final int[][] waiting = new int[locks.length][];
        private final int[] sizes = new int[locks.length];

        /** Adds the numbers that are not negative. */
        void addAll(long[] numbers, int n) {
            for (int i = 0; i < n; i++) {
                if (numbers[i] >= 0) {
                    add(numbers[i]);
                }
            }
        }

        void add(long number) {
            int part = (int) (number >>> PART_BITS);
            if (sizes[part] == WAITING || waiting[part] == null) {
                makeRoom(part);
            }
            waiting[part][sizes[part]++] = (int) number & (1 << PART_BITS) - 1;
        }

        private void makeRoom(int part) {
            if (waiting[part] == null) {
                waiting[part] = new int[WAITING];
            } else {
                flush(part);
            }
        }

        /** Sets what was added. */
        void flush() {
            for (int part = 0; part < sizes.length; part++) {
                if (sizes[part] > 0) {
                    flush(part);
                }
            }
        }

        private void flush(int part) {
            synchronized (locks[part]) {
                int firstPage = part << (PART_BITS - PAGE_BITS);
                int[] numbers = waiting[part];
                for (int i = 0; i < sizes[part]; i++) {
                    long[] page = writable(firstPage + (numbers[i] >>> PAGE_BITS));
                    page[numbers[i] >>> 6 & WORD_MASK] |= 1L << numbers[i];
                }
            }
            sizes[part] = 0;
        }
    }
}
