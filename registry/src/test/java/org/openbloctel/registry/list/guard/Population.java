package org.openbloctel.registry.list.guard;

import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * The subscribers of France, made up: which numbers of the plan have one, and which of these are on the list. Thread-safe.
 *
 * <p>Operators receive blocks of 10,000. Of the blocks of 06, 95 of 100 were handed out by 2008, and the operators had 77 million numbers
 * for 56 million subscribers (generation-nt.com, on Arcep's consultation), so that mobile blocks are about as full as each other. Fixed
 * blocks hold some 38 million lines in 500 million numbers: half of them have none, and some of the rest are full. Within a block, an
 * operator fills thousands, one after the other.
 */
final class Population {
    static final NumberingPlan PLAN = NumberingPlan.FRANCE;

    private static final int THOUSAND = 1_000;
    private static final int SLOTS = 1 << 21;
    private static final int MAX_CANARIES = 5_000;
    private static final int LISTED_PER_CANARY = 2_000;
    private static final double FULLEST = 0.95;
    private static final double EMPTIEST = 0.02;

    private final float[] fill = new float[(int) (PLAN.space() / THOUSAND)];
    private final int[] slots = new int[SLOTS];
    private final long salt;
    private final long[] canaries;
    private final OppositionList list;
    private final double keepListed;

    /**
     * How unlike the blocks of a kind are in fullness: the variance by the squared mean, of mobile and of fixed blocks in use.
     *
     * @param mobile among mobile blocks
     * @param fixed among fixed blocks that have subscribers at all
     */
    record Spread(double mobile, double fixed) {
        /** As described above. */
        static final Spread USUAL = new Spread(0.2, 1.5);
        /** Operators that fill their blocks as evenly as they can. */
        static final Spread EVEN = new Spread(0.05, 0.5);
        /** Blocks of which most are nearly empty. */
        static final Spread ROUGH = new Spread(1, 3);
    }

    /**
     * A population.
     *
     * @param listed the share of subscribers on the list
     * @param listedInFiles the same share in honest call files, which is lower: their companies checked before
     */
    Population(SplittableRandom random, Spread spread, double listed, double listedInFiles) {
        salt = random.nextLong();
        for (long first = 0; first < PLAN.space(); first += BlockSpread.SIZE) {
            if (PLAN.objection(first) == null) {
                fillBlock(random, spread, (int) (first / THOUSAND));
            }
        }
        drawSlots();
        int subscribers = (int) (total() * listed);
        canaries = canaries(random, Math.min(MAX_CANARIES, subscribers / LISTED_PER_CANARY));
        list = list(random, listed);
        keepListed = listedInFiles * (1 - listed) / (listed * (1 - listedInFiles));
    }

    private void fillBlock(SplittableRandom random, Spread spread, int first) {
        int zone = first / 100_000;
        boolean mobile = zone == 6 || zone == 7;
        double empty = mobile ? 0.05 : zone == 9 ? 0.6 : 0.5;
        if (random.nextDouble() < empty) {
            return;
        }
        double mean = mobile ? 0.55 : zone == 9 ? 0.4 : 0.15;
        double full = Math.min(FULLEST, mean * gamma(random, 1 / (mobile ? spread.mobile() : spread.fixed())));
        int used = (int) Math.min(10, Math.ceil(full * 10 * 1.3));
        Arrays.fill(fill, first, first + used, (float) Math.max(EMPTIEST, Math.min(FULLEST, full * 10 / used)));
    }

    /** A gamma variate of mean 1 and this shape, by the method of Marsaglia and Tsang. */
    static double gamma(SplittableRandom random, double shape) {
        double up = shape < 1 ? shape + 1 : shape;
        double d = up - 1 / 3.0;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                double gamma = d * v;
                return (shape < 1 ? gamma * Math.pow(random.nextDouble(), 1 / shape) : gamma) / shape;
            }
        }
    }

    private void drawSlots() {
        double sum = 0;
        for (float f : fill) {
            sum += f;
        }
        double reached = 0;
        int slot = 0;
        for (int thousand = 0; thousand < fill.length; thousand++) {
            reached += fill[thousand];
            while (slot < SLOTS && (slot + 0.5) / SLOTS <= reached / sum) {
                slots[slot++] = thousand;
            }
        }
    }

    /** How many subscribers there are, about. */
    private double total() {
        double sum = 0;
        for (float f : fill) {
            sum += f;
        }
        return sum * THOUSAND;
    }

    /** Numbers that operators lend: of any block that regulators handed out, and without a subscriber. */
    private long[] canaries(SplittableRandom random, int n) {
        LongSet lent = new LongSet();
        while (lent.size() < n) {
            long national = random.nextLong(100_000_000, PLAN.space());
            if (PLAN.objection(national) == null && !isSubscriber(national)) {
                lent.add(national);
            }
        }
        return lent.toArray();
    }

    private OppositionList list(SplittableRandom random, double listed) {
        ListBuilder builder = new ListBuilder(PLAN);
        Arrays.stream(canaries).map(PLAN::international).forEach(builder::add);
        for (int thousand = 0; thousand < fill.length; thousand++) {
            double expected = fill[thousand] * THOUSAND * listed;
            int numbers = (int) (expected + random.nextDouble());
            for (int i = 0; i < numbers; i++) {
                builder.add(PLAN.international(within(random, thousand)));
            }
        }
        return builder.build(1, Instant.EPOCH);
    }

    private long within(SplittableRandom random, int thousand) {
        for (int i = 0; i < 100; i++) {
            long national = (long) thousand * THOUSAND + random.nextInt(THOUSAND);
            if (isSubscriber(national)) {
                return national;
            }
        }
        return (long) thousand * THOUSAND;
    }

    OppositionList list() {
        return list;
    }

    /** The numbers on the list that never had a subscriber. */
    long[] canaries() {
        return canaries.clone();
    }

    double fill(long national) {
        return fill[(int) (national / THOUSAND)];
    }

    boolean isSubscriber(long national) {
        return chance(national, 1) < fill(national);
    }

    /** A chance that belongs to a number, for this purpose. */
    double chance(long national, long purpose) {
        long z = ((national + 1) * 0x9e3779b97f4a7c15L) ^ (salt + purpose * 0xd1b54a32d192ed03L);
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
    }

    /** A subscriber as honest call files have them, as a national number. */
    long subscriber(SplittableRandom random) {
        while (true) {
            long national = anySubscriber(random);
            if (isInFiles(random, national)) {
                return national;
            }
        }
    }

    /** A subscriber, listed or not. */
    long anySubscriber(SplittableRandom random) {
        while (true) {
            long national = within(random, slots[random.nextInt(SLOTS)]);
            if (isSubscriber(national)) {
                return national;
            }
        }
    }

    /** Whether an honest file keeps this number: those on the list are rarer there. */
    boolean isInFiles(SplittableRandom random, long national) {
        return !list.holds(national) || random.nextDouble() < keepListed;
    }

    /** The same for a company that checked its numbers before: of those on the list, it keeps the same ones in each file. */
    boolean isKept(long national) {
        return !list.holds(national) || chance(national, 4) < keepListed;
    }

    /** A subscriber in one of these blocks. */
    long subscriber(SplittableRandom random, int[] blocks) {
        while (true) {
            long national =
                    (long) blocks[random.nextInt(blocks.length)] * BlockSpread.SIZE + random.nextInt(BlockSpread.SIZE);
            if (isSubscriber(national) && isInFiles(random, national)) {
                return national;
            }
        }
    }

    /** Blocks one after the other in which about so many of a hundred numbers have subscribers, at least. */
    int[] blocks(SplittableRandom random, int n, double fullness) {
        return blocks(random, n, fullness, 0, fill.length / 10);
    }

    /** The same of fixed numbers: neighbouring ones are of one town. */
    int[] fixedBlocks(SplittableRandom random, int n, double fullness) {
        return blocks(random, n, fullness, 10_000, 60_000);
    }

    /** The same of 06 and 07. */
    int[] mobileBlocks(SplittableRandom random, int n, double fullness) {
        return blocks(random, n, fullness, 60_000, 80_000);
    }

    private int[] blocks(SplittableRandom random, int n, double fullness, int from, int to) {
        int[] blocks = new int[n];
        int at = from + random.nextInt(to - from);
        for (int i = 0; i < n; at = at + 1 == to ? from : at + 1) {
            double sum = 0;
            for (int k = 0; k < 10; k++) {
                sum += fill[10 * at + k];
            }
            if (sum / 10 >= fullness) {
                blocks[i++] = at;
            }
        }
        return blocks;
    }
}
