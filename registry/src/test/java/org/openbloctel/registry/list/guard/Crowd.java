package org.openbloctel.registry.list.guard;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The call files of honest companies, made up. Numbers are national ones. */
final class Crowd {
    private static final double BROKER_HAS = 0.46;
    private static final double BROKER_EXCHANGES = 0.002;
    private static final double BROKER_MONTH = 30 * BROKER_EXCHANGES;

    private final Population people;

    Crowd(Population people) {
        this.people = people;
    }

    /** Makes the file of a company. */
    @FunctionalInterface
    interface Maker {
        long[] file(SplittableRandom random);
    }

    /** Subscribers from anywhere, each once. */
    long[] national(SplittableRandom random, int n) {
        LongSet numbers = new LongSet();
        while (numbers.size() < n) {
            numbers.add(people.subscriber(random));
        }
        return numbers.toArray();
    }

    /** Mobile subscribers alone. */
    long[] mobile(SplittableRandom random, int n) {
        LongSet numbers = new LongSet();
        while (numbers.size() < n) {
            long number = people.subscriber(random);
            if (number / 100_000_000 == 6 || number / 100_000_000 == 7) {
                numbers.add(number);
            }
        }
        return numbers.toArray();
    }

    /** A shop whose customers have the numbers of a few neighbouring blocks. */
    long[] regional(SplittableRandom random, int n, int blocks) {
        return of(random, n, people.blocks(random, blocks, 0.2));
    }

    /** A shop whose customers have mobiles of some neighbouring blocks, and no fixed line. */
    long[] localMobiles(SplittableRandom random, int n, int blocks) {
        return of(random, n, people.mobileBlocks(random, blocks, 0.2));
    }

    /** So many subscribers of some blocks, in a random order. */
    long[] of(SplittableRandom random, int n, int[] blocks) {
        LongSet numbers = new LongSet();
        while (numbers.size() < n) {
            numbers.add(people.subscriber(random, blocks));
        }
        return Attacks.shuffle(random, numbers.toArray(), n);
    }

    /** A craftsman with all his town by the directory: each subscriber's number of a few fixed blocks, so many at most. */
    long[] town(SplittableRandom random, int max) {
        int[] town = people.fixedBlocks(random, 1 + random.nextInt(3), 0.05);
        return Arrays.stream(town)
                .mapToObj(Attacks::whole)
                .flatMapToLong(each -> each)
                .filter(number -> people.isSubscriber(number) && people.isKept(number))
                .limit(max)
                .toArray();
    }

    /** Of a hundred numbers, some with one digit that was mistyped. */
    long[] mistyped(SplittableRandom random, int n, int percent) {
        long[] numbers = national(random, n);
        for (int i = 0; i < n; i++) {
            if (random.nextInt(100) < percent) {
                long digit = (long) Math.pow(10, random.nextInt(9));
                long typed = numbers[i] + (random.nextInt(10) - numbers[i] / digit % 10) * digit;
                numbers[i] = typed >= 100_000_000 ? typed : numbers[i];
            }
        }
        return numbers;
    }

    /** A small file in which some of a hundred numbers are no subscriber's. */
    long[] dirty(SplittableRandom random, int n, int percent) {
        long[] numbers = national(random, n);
        for (int i = 0; i < n; i++) {
            if (random.nextInt(100) < percent) {
                do {
                    numbers[i] = random.nextLong(100_000_000, 1_000_000_000);
                } while (Population.PLAN.objection(numbers[i]) == null);
            }
        }
        return numbers;
    }

    /** People who told a shop not to call: so many of a hundred are on the list. */
    long[] refusals(SplittableRandom random, int n, int percentListed) {
        LongSet numbers = new LongSet();
        while (numbers.size() < n) {
            boolean listed = random.nextInt(100) < percentListed;
            long number;
            do {
                number = people.subscriber(random);
            } while (people.list().holds(number) != listed);
            numbers.add(number);
        }
        return numbers.toArray();
    }

    /** Companies: some have a range of five to ten numbers one after the other, and some a free number in 08. */
    long[] business(SplittableRandom random, int n, int percentInRanges, int percentSpecial) {
        LongSet numbers = new LongSet();
        while (numbers.size() < n * percentInRanges / 100) {
            long first = people.subscriber(random);
            int length = 5 + random.nextInt(6);
            for (int i = 0; i < length; i++) {
                numbers.add(first / 10 * 10 + i);
            }
        }
        while (numbers.size() < n) {
            numbers.add(
                    random.nextInt(100) < percentSpecial
                            ? 800_000_000L + random.nextInt(30_000_000)
                            : people.subscriber(random));
        }
        return numbers.toArray();
    }

    /** Blocks one after the other, full enough for those of a city. */
    int[] cityBlocks(SplittableRandom random, int blocks) {
        return people.blocks(random, blocks, 0.5);
    }

    /** All that a broker has in the full blocks of a city, on a day. */
    long[] city(int[] blocks, int day) {
        long[] numbers = new long[blocks.length * BlockSpread.SIZE];
        int n = 0;
        for (int block : blocks) {
            for (long number = (long) block * BlockSpread.SIZE; number < (block + 1L) * BlockSpread.SIZE; number++) {
                if (people.isSubscriber(number) && isBrokers(number, day)) {
                    numbers[n++] = number;
                }
            }
        }
        return Arrays.copyOf(numbers, n);
    }

    /** So many numbers from all that a broker has, on a day. */
    long[] broker(SplittableRandom random, int n, int day) {
        LongSet numbers = new LongSet();
        while (numbers.size() < n) {
            long number = people.anySubscriber(random);
            if (isBrokers(number, day)) {
                numbers.add(number);
            }
        }
        return numbers.toArray();
    }

    /**
     * Whether a broker has this subscriber's number on a day: it has 46 of 100, and exchanges one in 500 of all each day. Those that it has
     * had for a month are the ones that earlier checks let pass, always the same; of the others as many are listed as of all.
     */
    private boolean isBrokers(long number, int day) {
        double place = people.chance(number, 3) + day * BROKER_EXCHANGES;
        double age = place - Math.floor(place);
        return age < BROKER_HAS && (age < BROKER_MONTH || people.isKept(number));
    }

    /** A pollster dials digits by chance, in the ranges that it takes for those of people. */
    long[] pollster(SplittableRandom random, int n) {
        LongSet numbers = new LongSet();
        while (numbers.size() < n) {
            long number = random.nextLong(100_000_000, 800_000_000);
            numbers.add(number);
        }
        return numbers.toArray();
    }

    /** The same file a month later: of a hundred numbers, some were exchanged. */
    long[] aMonthLater(SplittableRandom random, long[] file, int percent) {
        long[] next = file.clone();
        for (int i = 0; i < next.length; i++) {
            if (random.nextInt(100) < percent) {
                next[i] = people.subscriber(random);
            }
        }
        return next;
    }
}
