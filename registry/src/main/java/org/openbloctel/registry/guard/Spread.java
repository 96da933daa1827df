package org.openbloctel.registry.guard;

import java.util.List;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * Over which blocks the fresh numbers of a company were spread within a week: a sample of at most {@link Asked#MAX}, whichever server or
 * door they came by, so that an attacker who asks little at a time is judged as one who asks at once.
 *
 * <p>An entry is the block of a number and 24 bits of its print, so that a number that is asked for two principals counts once. More
 * are thinned by these bits, in groups of four neighbours: what chance spreads stays as it was, and so do crowds. It takes 11,400 numbers
 * of 06 to tell them apart, so that 16,384 are enough. Not thread-safe.
 */
final class Spread {
    private static final int PRINT_BITS = 24;
    private static final long PRINT_MASK = (1L << PRINT_BITS) - 1;

    private final NumberingPlan plan;
    private Asked week;
    private BlockSpread blocks;
    private int level;
    private Thinnest thinnest;
    private Coverage coverage;

    /**
     * The highest level at which numbers of the week were sampled, and the last day on which they were: what was added at a lower level is
     * thinned to it where numbers are counted, so that each stands for as many.
     *
     * @param day of the epoch
     */
    record Thinnest(int level, int day) {
        static final Thinnest NONE = new Thinnest(0, 0);

        Thinnest with(int other, int on) {
            if (other == level) {
                return new Thinnest(level, Math.max(day, on));
            }
            return other > level || on - day >= Guard.WATCHED_DAYS ? new Thinnest(other, on) : this;
        }
    }

    /** Nothing yet. */
    Spread(NumberingPlan plan) {
        this(plan, new Asked(), Thinnest.NONE);
    }

    private Spread(NumberingPlan plan, Asked week, Thinnest thinnest) {
        this.plan = plan;
        this.week = week;
        this.thinnest = thinnest;
        this.blocks = new BlockSpread(plan);
        this.coverage = new Coverage(0);
        count();
    }

    /** As its columns have it, without what is older than a week. */
    static Spread read(NumberingPlan plan, byte[] written, Thinnest thinnest, int today) {
        boolean over = today - thinnest.day() >= Guard.WATCHED_DAYS;
        return new Spread(
                plan, Asked.read(written).since(today - Guard.WATCHED_DAYS + 1), over ? Thinnest.NONE : thinnest);
    }

    Thinnest thinnest() {
        return thinnest;
    }

    Coverage coverage() {
        return coverage;
    }

    byte[] written(int today) {
        return week.since(today - Guard.WATCHED_DAYS + 1).written(today);
    }

    /**
     * Adds a fresh number.
     *
     * @param sampled at which level the numbers are sampled among which it is
     */
    void add(long print, long e164, int sampled, int day) {
        long national = plan.national(e164);
        if (national < 0 || plan.objection(national) != null) {
            return;
        }
        long entry = ((national / BlockSpread.SIZE) << PRINT_BITS) | (print & PRINT_MASK);
        if (!PrintKey.isSampled(entry, week.level()) || week.knows(entry, day)) {
            return;
        }
        week.put(entry, day);
        int thin = Math.max(sampled, week.level());
        if (thin != thinnest.level() || day != thinnest.day()) {
            thinnest = thinnest.with(thin, day);
        }
        if (week.level() != level || thinnest.level() != coverage.level()) {
            count();
        } else {
            blocks.add(first(entry), 1, 0);
            cover(entry, PrintKey.PLACE_MASK + 1);
        }
    }

    /** Counts an entry with those of its group that stand before a place, itself left out. */
    private void cover(long entry, long before) {
        int block = (int) (entry >>> PRINT_BITS);
        if (PrintKey.isSampled(entry, coverage.level()) && Coverage.isJudged(plan, first(entry))) {
            coverage.add(block, coverage.level() == 0 ? 0 : beside(entry, before));
        }
    }

    private int beside(long entry, long before) {
        int beside = 0;
        for (long place = 0; place < before; place++) {
            long other = (entry & ~PrintKey.PLACE_MASK) | place;
            beside += other != entry && week.has(other) ? 1 : 0;
        }
        return beside;
    }

    /**
     * The share of its block that was asked for, of a number of a file on average; without its group, as {@link Coverage} counts. The file's
     * numbers were added before.
     */
    FileCoverage of(Reading reading, Asked asked, int day) {
        long[] sums = new long[2];
        reading.forEach((print, e164) -> {
            long national = plan.national(e164);
            long entry = ((national / BlockSpread.SIZE) << PRINT_BITS) | (print & PRINT_MASK);
            if (national >= 0
                    && PrintKey.isSampled(print, Math.max(asked.level(), coverage.level()))
                    && !asked.knows(print, day)
                    && Coverage.isJudged(plan, national)
                    && week.has(entry)) {
                int others = coverage.count((int) (national / BlockSpread.SIZE)) - 1;
                sums[0]++;
                sums[1] += others - (coverage.level() == 0 ? 0 : beside(entry, PrintKey.PLACE_MASK + 1));
            }
        });
        double share = sums[0] == 0 ? 0 : coverage.share((double) sums[1] / sums[0]);
        return new FileCoverage(share, sums[1] / 2);
    }

    /**
     * What a file covers of its blocks.
     *
     * @param share on average over its fresh numbers, with those that were asked for before within the week
     * @param pairs how many pairs that rests on, about
     */
    record FileCoverage(double share, long pairs) {}

    /** Takes in what another server or file added. */
    void merge(Spread other) {
        week.merge(other.week);
        thinnest = thinnest.with(other.thinnest.level(), other.thinnest.day());
        count();
    }

    private void count() {
        blocks = new BlockSpread(plan);
        level = week.level();
        coverage = new Coverage(Math.max(level, thinnest.level()));
        week.forEach(entry -> {
            blocks.add(first(entry), 1, 0);
            cover(entry, entry & PrintKey.PLACE_MASK); // each pair once
        });
    }

    /** The first number of the block. */
    private static long first(long entry) {
        return (entry >>> PRINT_BITS) * BlockSpread.SIZE;
    }

    /** Whether they are spread as chance does it. */
    List<Sign.Found> even(GuardRules rules) {
        return Sign.even(blocks, rules);
    }
}
