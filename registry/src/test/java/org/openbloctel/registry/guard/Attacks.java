package org.openbloctel.registry.guard;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Ways to walk through the list, as streams of national numbers that were not asked before. */
final class Attacks {
    private static final int BLOCKS = (int) (Population.PLAN.space() / BlockSpread.SIZE);

    private Attacks() {}

    /** The next number of a walk. */
    @FunctionalInterface
    interface Walk {
        long next();
    }

    /** One after the other, from somewhere in the ranges of mobiles. */
    static Walk sequence(SplittableRandom random) {
        long first = 600_000_000L + random.nextInt(30_000_000);
        long[] at = {first};
        return () -> at[0]++;
    }

    /** All numbers of nine digits, in an order without any pattern. */
    static Walk digits(SplittableRandom random) {
        return () -> random.nextLong(100_000_000, 1_000_000_000);
    }

    /** The numbers of whole blocks, each block to its end, in an order without any pattern within a stretch of so many. */
    static Walk shuffled(SplittableRandom random, int stretch) {
        long first = 600_000_000L + random.nextInt(3_000) * 10_000L;
        long step = 7_919;
        long[] at = {0};
        return () -> {
            long i = at[0]++;
            return first + i / stretch * stretch + i % stretch * step % stretch;
        };
    }

    /** Evenly from blocks that have subscribers, by the public table. */
    static Walk assigned(SplittableRandom random) {
        return () -> {
            while (true) {
                long number = random.nextLong(100_000_000, 1_000_000_000);
                if (Population.PLAN.objection(number) == null) {
                    return number;
                }
            }
        };
    }

    /** Evenly from all mobile blocks: those have the most listed numbers. */
    static Walk mobiles(SplittableRandom random) {
        return () -> {
            while (true) {
                long number = random.nextLong(600_000_000, 800_000_000);
                if (Population.PLAN.objection(number) == null) {
                    return number;
                }
            }
        };
    }

    /** From blocks with subscribers, as unevenly as people have them, but by chance: made by someone who read this code. */
    static Walk uneven(SplittableRandom random) {
        int[] blocks = new int[1 << 18];
        int n = 0;
        while (n < blocks.length) {
            int block = 10_000 + random.nextInt(BLOCKS - 10_000);
            if (Population.PLAN.objection((long) block * BlockSpread.SIZE) == null) {
                int times = (int) Math.min(blocks.length - n, Math.round(4 * Population.gamma(random, 0.7)));
                Arrays.fill(blocks, n, n + times, block);
                n += times;
            }
        }
        return () -> (long) blocks[random.nextInt(blocks.length)] * BlockSpread.SIZE + random.nextInt(BlockSpread.SIZE);
    }

    /** A real list of people, that was stolen elsewhere. */
    static Walk people(SplittableRandom random, Population population) {
        return () -> population.subscriber(random);
    }

    /** A part of this list that leaked, canaries included, among other people: so many of a hundred are listed. */
    static Walk leaked(SplittableRandom random, Population population, int percent) {
        Walk people = stolen(random, population, 0);
        Walk listed = stolen(random, population, 100);
        long[] canaries = population.canaries();
        double canary = (double) canaries.length / population.list().size();
        return () -> random.nextInt(100) >= percent
                ? people.next()
                : random.nextDouble() < canary ? canaries[random.nextInt(canaries.length)] : listed.next();
    }

    /** Numbers that are said to be on the list: so many of a hundred are. */
    static Walk stolen(SplittableRandom random, Population population, int percent) {
        return () -> {
            boolean listed = random.nextInt(100) < percent;
            while (true) {
                long number = population.subscriber(random);
                if (population.list().holds(number) == listed) {
                    return number;
                }
            }
        };
    }
}
