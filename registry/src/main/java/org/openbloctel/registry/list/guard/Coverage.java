package org.openbloctel.registry.list.guard;

import org.openbloctel.scrub.number.NumberingPlan;

/**
 * How much of the blocks of 06, 07 and 09 a company asked for within a week: a sample of one group of four neighbours in 2^level. Fixed
 * blocks are left out, because a craftsman has all numbers of a town.
 *
 * <p>The share is that of the block in which one of the numbers stands, on average: twice the pairs of numbers in one block, by the numbers
 * and the size of a block. A pair within a group is sampled as one number, so that a sample counts the others alone: the estimate is then
 * as much as the share, at each level, with an error of about 1 / sqrt(pairs), 10 % from {@link #SURE_PAIRS} on. Not thread-safe.
 */
final class Coverage {
    /** Fewer pairs conclude nothing. */
    static final long SURE_PAIRS = 100;
    /** Of one block alone, as sure: 14 of 100 one way or the other. */
    private static final int SURE_COUNT = 50;

    private static final int BOXES = 9;
    /** 06 39 98. */
    private static final int FICTION = 63_998;

    private static final int MIN_SIZE = 1 << 8;
    private static final int SPREAD = 0x9e3779b9;
    private static final int COUNT_BITS = 14;
    private static final int COUNT_MASK = (1 << COUNT_BITS) - 1;

    private final int level;
    /** A block more than it is, before how many of its numbers came. */
    private int[] blocks = new int[MIN_SIZE];

    private int size;
    private int largest;
    private long numbers;
    private long pairs;

    /** Nothing yet, sampled at a level. */
    Coverage(int level) {
        this.level = level;
    }

    int level() {
        return level;
    }

    /**
     * Whether the block of a number counts. The block for fiction has no subscribers, and examples have many of its numbers.
     */
    static boolean isJudged(NumberingPlan plan, long national) {
        return isMobile(plan, national) && (plan != NumberingPlan.FRANCE || national / BlockSpread.SIZE != FICTION);
    }

    /** Whether the place of a number in its block says nothing of where its subscriber lives. */
    static boolean isMobile(NumberingPlan plan, long national) {
        int zone = (int) (national / (plan.space() / AssignedBlocks.ZONES));
        return plan != NumberingPlan.FRANCE || zone == 6 || zone == 7 || zone == BOXES;
    }

    /**
     * Adds a number of a block. Hot code.
     *
     * @param beside how many of its group were added before
     */
    void add(int block, int beside) {
        int slot = slot(block + 1);
        if (blocks[slot] == 0) {
            blocks[slot] = (block + 1) << COUNT_BITS;
            size++;
            if (size > blocks.length / 2) {
                grow();
                slot = slot(block + 1);
            }
        }
        int before = blocks[slot] & COUNT_MASK;
        if (before < COUNT_MASK) {
            blocks[slot]++;
        }
        largest = Math.max(largest, before + 1);
        pairs += before - beside;
        numbers++;
    }

    private int slot(int key) {
        int mask = blocks.length - 1;
        int slot = ((key * SPREAD) >>> 8) & mask;
        while (blocks[slot] != 0 && blocks[slot] >>> COUNT_BITS != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        int[] old = blocks;
        blocks = new int[2 * old.length];
        for (int entry : old) {
            if (entry != 0) {
                blocks[slot(entry >>> COUNT_BITS)] = entry;
            }
        }
    }

    /** How many numbers of a block are in the sample. */
    int count(int block) {
        return blocks[slot(block + 1)] & COUNT_MASK;
    }

    /** The share of its block that was asked for, of a number on average. */
    double share() {
        return numbers == 0 ? 0 : share((double) pairs * 2 / numbers);
    }

    /** The share of a block that so many sampled numbers stand for. */
    double share(double sampled) {
        return sampled * (1L << level) / BlockSpread.SIZE;
    }

    /** Whether the share of all is as large, and no accident. */
    boolean isSurely(double limit) {
        return pairs >= SURE_PAIRS && share() >= limit;
    }

    /** How many sampled numbers the block has that has most. */
    int largest() {
        return largest;
    }

    /** Whether some block may be {@linkplain #crowd crowded} with so many more numbers: cheaper. Hot code. */
    boolean mayCrowd(int more, double limit) {
        return share(largest + more) >= limit;
    }

    /**
     * How many sampled numbers of one block are too many. A sample of few numbers says it where all blocks together say it.
     *
     * @param limit the part of a block that may be asked for
     */
    int crowd(double limit) {
        int floor = (int) (limit * BlockSpread.SIZE / (1L << level));
        int least = share(floor) >= limit ? floor : floor + 1;
        return isSurely(limit) ? least : Math.max(least, SURE_COUNT);
    }
}
