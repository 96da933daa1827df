package org.openbloctel.registry.list.guard;

import java.util.List;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * How numbers are spread over the blocks of 10,000 in which a regulator hands them out: the variance of the counts by their mean, over
 * all blocks that have subscribers, of the plan and of each first digit. Chance gives 1. Not thread-safe.
 */
final class BlockSpread {
    static final int SIZE = 10_000;
    /** The largest file of people has so many of a block's numbers; more are asked for by those alone who walk through it. */
    private static final double MAX_DENSITY = 0.3;

    private static final int MIN_SIZE = 1 << 8;
    private static final int SPREAD = 0x9e3779b9;

    private final Zone all;
    private final Zone[] zones;
    private final long zone;
    /** The place of each block among the counts: a block more than it is, and how many numbers of it came. */
    private int[] blocks = new int[MIN_SIZE];

    private int[] counts = new int[MIN_SIZE];
    private int size;
    private double chance;

    /** The numbers with one first digit, or all. */
    static final class Zone {
        /** Honest numbers and even ones are told apart when what people add to the dispersion is so many standard deviations. */
        private static final double APART = 8;

        private final int assigned;
        private final double spread;
        private long numbers;
        private long pairs;

        /**
         * Nothing yet.
         *
         * @param assigned the blocks that have subscribers
         * @param spread how unlike these blocks are in fullness, at least: the variance by the squared mean
         */
        Zone(int assigned, double spread) {
            this.assigned = assigned;
            this.spread = spread;
        }

        private void add(int before) {
            pairs += before;
            numbers++;
        }

        long numbers() {
            return numbers;
        }

        /** Variance by mean: sum of squares is twice the pairs and the numbers. */
        double dispersion() {
            double mean = (double) numbers / assigned;
            double square = (2.0 * pairs + numbers) / assigned;
            return (square - mean * mean) / mean;
        }

        /** Of the dispersion, where chance spreads. */
        double standardDeviation() {
            return Math.sqrt(2.0 / (assigned - 1));
        }

        /** Whether there are so many that those of people would be seen to be no chance: they add spread · numbers / blocks. */
        boolean isEnough() {
            return assigned > 1 && numbers * spread / assigned >= APART * standardDeviation();
        }
    }

    /** Nothing yet, of a plan. */
    BlockSpread(NumberingPlan plan) {
        this.zone = plan.space() / AssignedBlocks.ZONES;
        this.zones = new Zone[AssignedBlocks.ZONES];
        int assigned = 0;
        for (int i = 0; i < zones.length; i++) {
            zones[i] = new Zone(AssignedBlocks.of(plan, i), AssignedBlocks.spread(plan, i));
            assigned += zones[i].assigned;
        }
        this.all = new Zone(assigned, 1);
    }

    /**
     * Adds a number.
     *
     * @param scale how many it stands for
     * @param weight what it weighs among the neighbours by chance; none where its neighbours are not counted
     */
    void add(long number, long scale, long weight) {
        int before = count((int) (number / SIZE));
        all.add(before);
        zones[(int) (number / zone)].add(before);
        if (weight > 0) {
            chance += weight * ((before + 1) * chance(before + 1, scale) - before * chance(before, scale));
        }
    }

    /** Counts a number of a block; returns how many of it came before. */
    private int count(int block) {
        int slot = slot(block + 1);
        if (blocks[slot] == 0) {
            blocks[slot] = block + 1;
            size++;
            if (size > blocks.length / 2) {
                grow();
                slot = slot(block + 1);
            }
        }
        return counts[slot]++;
    }

    private int slot(int key) {
        int mask = blocks.length - 1;
        int slot = ((key * SPREAD) >>> 8) & mask;
        while (blocks[slot] != 0 && blocks[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        int[] keys = blocks;
        int[] values = counts;
        blocks = new int[2 * keys.length];
        counts = new int[blocks.length];
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                int slot = slot(keys[i]);
                blocks[slot] = keys[i];
                counts[slot] = values[i];
            }
        }
    }

    /** How likely one of so many numbers of a block has a neighbour among them in its group: three of four neighbours are in one. */
    private static double chance(int count, long scale) {
        if (count <= 1) {
            return 0; // as below, without a slow power: most numbers of a week are alone in their block
        }
        double density = Math.min(MAX_DENSITY, (double) (count - 1) * scale / SIZE);
        return 1 - Math.pow(1 - density, 1.5);
    }

    /** How many numbers have a neighbour by chance, when so many of a block are asked for. */
    double neighboursByChance() {
        return chance;
    }

    /** The whole plan. */
    Zone all() {
        return all;
    }

    /** The numbers with each first digit. */
    List<Zone> zones() {
        return List.of(zones);
    }
}
