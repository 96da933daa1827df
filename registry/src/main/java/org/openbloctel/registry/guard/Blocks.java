package org.openbloctel.registry.guard;

import java.util.HashMap;
import java.util.Map;

/**
 * How numbers are spread over the blocks of 10,000 in which a regulator hands them out: the variance of the counts by their mean, over
 * all blocks of the plan that have subscribers. Chance gives 1. Not thread-safe.
 */
final class Blocks {
    static final int SIZE = 10_000;
    /** The largest file of people has so many of a block's numbers; more are asked for by those alone who walk through it. */
    private static final double MAX_DENSITY = 0.3;

    private final int assigned;
    private final Map<Integer, Integer> counts = new HashMap<>();
    private long numbers;
    private long pairs;
    private double chance;

    /**
     * Nothing yet.
     *
     * @param assigned the blocks that have subscribers
     */
    Blocks(int assigned) {
        this.assigned = assigned;
    }

    /**
     * Adds a number.
     *
     * @param scale how many it stands for
     */
    void add(long number, long scale) {
        int before = counts.merge((int) (number / SIZE), 1, Integer::sum) - 1;
        pairs += before;
        numbers++;
        chance += (before + 1) * chance(before + 1, scale) - before * chance(before, scale);
    }

    /** How likely one of so many numbers of a block has a neighbour among them in its group: three of four pairs of neighbours are in one. */
    private static double chance(int count, long scale) {
        double density = Math.min(MAX_DENSITY, (double) Math.max(0, count - 1) * scale / SIZE);
        return 1 - Math.pow(1 - density, 1.5);
    }

    /** How many numbers have a neighbour by chance, when so many of a block are asked for. */
    double neighboursByChance() {
        return chance;
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
}
