package org.openbloctel.bench.data;

import java.util.Arrays;
import java.util.List;

/**
 * The numbers that may be drawn: whole blocks of a million, in groups that are drawn by weight.
 *
 * <p>A number is known by its index, block position × 1,000,000 + the last six digits, so that a set of numbers is a bit map
 * without the holes of the plan: 56 MB for France, 180 MB for the United States.
 */
final class NumberSpace {

    static final int BLOCK = 1_000_000;

    /** Blocks drawn with equal chance among themselves; the weights of a space add up to 100. */
    @SuppressWarnings("ArrayRecordComponent") // drawn from millions of times, never compared
    record Group(int weight, int[] blocks) {}

    private static final int NO_HOLE = -1;

    private final int[] blocks;
    private final int[] firstOfGroup;
    private final int[] sizeOfGroup;
    private final byte[] groupOfPercent = new byte[100];
    private final int hole;

    NumberSpace(List<Group> groups) {
        this(groups, NO_HOLE);
    }

    /** @param hole hundred-thousands and ten-thousands digits that no number of a block has (11, for N11 exchanges) */
    NumberSpace(List<Group> groups, int hole) {
        this.hole = hole;
        blocks = groups.stream()
                .flatMapToInt(group -> Arrays.stream(group.blocks()))
                .toArray();
        firstOfGroup = new int[groups.size()];
        sizeOfGroup = new int[groups.size()];
        int block = 0;
        int percent = 0;
        for (int g = 0; g < groups.size(); g++) {
            firstOfGroup[g] = block;
            sizeOfGroup[g] = groups.get(g).blocks().length;
            block += sizeOfGroup[g];
            for (int i = 0; i < groups.get(g).weight(); i++) {
                groupOfPercent[percent++] = (byte) g;
            }
        }
        if (percent != 100) {
            throw new IllegalArgumentException("weights add up to " + percent);
        }
    }

    /** One more than the greatest index. */
    long size() {
        return (long) blocks.length * BLOCK;
    }

    long draw(SplitMix64 random) {
        while (true) {
            int group = groupOfPercent[random.below(100)];
            int block = firstOfGroup[group] + random.below(sizeOfGroup[group]);
            int rest = random.below(BLOCK);
            if (rest / 10_000 != hole) {
                return (long) block * BLOCK + rest;
            }
        }
    }

    /** The number after the calling code, as a decimal value. */
    long national(long index) {
        return (long) blocks[(int) (index / BLOCK)] * BLOCK + index % BLOCK;
    }
}
