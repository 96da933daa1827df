package org.openbloctel.scrub.list;

/**
 * The probing form of a whole list: one bit a national number, the pages of 2^18 numbers (32 KiB) that hold none left
 * out, all others in one array.
 *
 * <p>Arithmetic: France's 10^9 numbers would be 125 MB flat; the ranges in use are about 54 %, so 12 million listed
 * numbers take some 68 MB, 5.7 bytes a number. North America's 10^10 with 250 million listed take 860 MB, 3.4 bytes a
 * number. A probe is one random read, some 10 ns when many are in flight; a compressed set (Roaring) costs 290 to 830.
 *
 * <p>Immutable, safe for any number of threads.
 */
final class ProbeBits {
    static final int PAGE_BITS = 18;

    private static final int PAGE_WORDS = 1 << (PAGE_BITS - 6);
    private static final int WORD_MASK = PAGE_WORDS - 1;
    private static final int BLOCKS_A_PAGE_BITS = PAGE_BITS - Blocks.BLOCK_BITS;

    private final int[] pageStart;
    private final long[] bits;

    /** An empty bit map with room for the blocks of a directory that have members. */
    ProbeBits(int[] directory) {
        pageStart = new int[(directory.length + (1 << BLOCKS_A_PAGE_BITS) - 1) >>> BLOCKS_A_PAGE_BITS];
        int next = PAGE_WORDS; // the first page is the empty one
        for (int block = 0; block < directory.length; block++) {
            int page = block >>> BLOCKS_A_PAGE_BITS;
            if (directory[block] != 0 && pageStart[page] == 0) {
                pageStart[page] = next;
                next += PAGE_WORDS;
            }
        }
        bits = new long[next];
    }

    static ProbeBits of(Blocks blocks) {
        ProbeBits made = new ProbeBits(blocks.directory());
        byte[] scratch = new byte[Blocks.BITMAP_BYTES];
        for (int block = 0; block < blocks.count(); block++) {
            blocks.expand(block, made.bits, made.start(block), scratch);
        }
        return made;
    }

    /** Sets the numbers of a block, before anybody else sees the bit map. */
    void put(int block, int entry, byte[] bytes, int at) {
        Blocks.expand(entry, bytes, at, bits, start(block));
    }

    private int start(int block) {
        int within = block & ((1 << BLOCKS_A_PAGE_BITS) - 1);
        return pageStart[block >>> BLOCKS_A_PAGE_BITS] + (within << (Blocks.BLOCK_BITS - 6));
    }

    boolean get(long number) {
        return (bits[pageStart[(int) (number >>> PAGE_BITS)] + ((int) (number >>> 6) & WORD_MASK)] >>> number & 1) != 0;
    }

    /**
     * Looks up a batch. Hot code: the loop that reads memory does nothing else, so that the processor has dozens of its
     * cache misses in flight at once.
     *
     * @param numbers national numbers; negative ones answer 0
     * @param words scratch of at least {@code n}
     * @param listed receives 1 for a listed number, else 0
     */
    void probe(long[] numbers, int n, long[] words, byte[] listed) {
        int[] start = pageStart;
        long[] b = bits;
        for (int i = 0; i < n; i++) {
            long x = numbers[i] & ~(numbers[i] >> 63);
            words[i] = start[(int) (x >>> PAGE_BITS)] + ((int) (x >>> 6) & WORD_MASK);
        }
        for (int i = 0; i < n; i++) {
            words[i] = b[(int) words[i]];
        }
        for (int i = 0; i < n; i++) {
            listed[i] = (byte) ((words[i] >>> numbers[i]) & ~(numbers[i] >> 63) & 1);
        }
    }
}
