package org.openbloctel.registry.list.guard;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Ways to walk through the list, as streams of national numbers that were not asked before. */
final class Attacks {
    /** The blocks of a city, half of them mobile ones. */
    static final int CITY = 40;

    private static final int BLOCKS = (int) (Population.PLAN.space() / BlockSpread.SIZE);

    private Attacks() {}

    /** The next number of a walk. */
    @FunctionalInterface
    interface Walk {
        long next();

        /** Whether there is nothing left that it is after. */
        default boolean isOver() {
            return false;
        }
    }

    /** One after the other, from somewhere in the ranges of mobiles. */
    static Walk sequence(SplittableRandom random) {
        long first = 600_000_000L + random.nextInt(30_000_000);
        long[] at = {first};
        return () -> at[0]++;
    }

    /** One after the other through fixed blocks. */
    static Walk fixedSequence(SplittableRandom random) {
        long[] at = {400_000_000L + random.nextInt(30_000_000)};
        return () -> {
            while (Population.PLAN.objection(at[0]) != null) {
                at[0] += BlockSpread.SIZE;
            }
            return at[0]++;
        };
    }

    /** All numbers of nine digits, in an order without any pattern. */
    static Walk digits(SplittableRandom random) {
        return () -> random.nextLong(100_000_000, 1_000_000_000);
    }

    /** The numbers of whole mobile blocks, a stretch of so many after the other, each in a random order. */
    static Walk shuffled(SplittableRandom random, int stretch) {
        long[] first = {600_000_000L + random.nextInt(3_000) * 10_000L};
        return inTurn(() -> {
            long[] numbers = LongStream.range(first[0], first[0] + stretch).toArray();
            first[0] += stretch;
            return shuffle(random, numbers, stretch);
        });
    }

    /** So many of a hundred numbers of some mobile blocks, in a random order; then those of as many others, if at all. */
    static Walk partOfBlocks(SplittableRandom random, int blocks, double percent, boolean again) {
        return new InTurn(again ? Integer.MAX_VALUE : 1, () -> {
            int[] some = new int[blocks];
            Arrays.setAll(some, i -> mobileBlock(random));
            return part(random, some, percent);
        });
    }

    /** One in three numbers of a city, of mobile blocks and fixed ones, subscribers or not. */
    static Walk thirdOfCity(SplittableRandom random, Population population) {
        return new InTurn(1, () -> {
            int[] city = new int[CITY];
            int[] fixed = population.fixedBlocks(random, city.length / 2, 0.5);
            Arrays.setAll(city, i -> i < fixed.length ? fixed[i] : mobileBlock(random));
            return part(random, city, 100 / 3.0);
        });
    }

    /**
     * Made by someone who read {@code GuardRules} and the code behind them: assigned mobile blocks alone, some more and some less, no
     * block beyond so many of a hundred, and no number beside another of its group.
     */
    static Walk byHeart(SplittableRandom random, double percent) {
        return inTurn(() -> {
            LongSet numbers = new LongSet();
            for (int i = 0; i < 40; i++) {
                long first = (long) mobileBlock(random) * BlockSpread.SIZE;
                long some = Math.round(BlockSpread.SIZE * percent / 100 * (0.5 + 0.5 * random.nextDouble()));
                for (int k = 0; k < some; k++) {
                    numbers.add(first + random.nextInt(BlockSpread.SIZE / 4) * 4L);
                }
            }
            long[] mixed = numbers.toArray();
            return shuffle(random, mixed, mixed.length);
        });
    }

    /** A walk among others: one in so many numbers is of the first. */
    static Walk oneIn(SplittableRandom random, int many, Walk walk, Walk others) {
        return () -> (random.nextInt(many) == 0 ? walk : others).next();
    }

    private static int mobileBlock(SplittableRandom random) {
        while (true) {
            int block = 60_000 + random.nextInt(20_000);
            if (Population.PLAN.objection((long) block * BlockSpread.SIZE) == null) {
                return block;
            }
        }
    }

    private static long[] part(SplittableRandom random, int[] blocks, double percent) {
        long[] numbers = Arrays.stream(blocks)
                .distinct()
                .mapToObj(Attacks::whole)
                .flatMapToLong(each -> each)
                .toArray();
        return shuffle(random, numbers, (int) (numbers.length * percent / 100));
    }

    /** All numbers of a block. */
    static LongStream whole(int block) {
        return LongStream.range((long) block * BlockSpread.SIZE, (block + 1L) * BlockSpread.SIZE);
    }

    /** The first of a random permutation, by Fisher and Yates. */
    static long[] shuffle(SplittableRandom random, long[] numbers, int n) {
        for (int i = 0; i < n; i++) {
            int other = i + random.nextInt(numbers.length - i);
            long number = numbers[other];
            numbers[other] = numbers[i];
            numbers[i] = number;
        }
        return Arrays.copyOf(numbers, n);
    }

    private static Walk inTurn(Supplier<long[]> batches) {
        return new InTurn(Integer.MAX_VALUE, batches);
    }

    /** One batch after the other. */
    private static final class InTurn implements Walk {
        private final Supplier<long[]> batches;
        private int left;
        private long[] batch = {};
        private int at;

        InTurn(int times, Supplier<long[]> batches) {
            this.left = times;
            this.batches = batches;
        }

        @Override
        public long next() {
            if (at == batch.length) {
                batch = batches.get();
                at = 0;
                left--;
            }
            return batch[at++];
        }

        @Override
        public boolean isOver() {
            return at == batch.length && left == 0;
        }
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
