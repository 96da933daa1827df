package org.openbloctel.registry.list.guard;

import java.util.List;
import java.util.function.LongPredicate;
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
        long entry = entry(national, print);
        if (!PrintKey.isSampled(entry, week.level()) || week.knows(entry, day)) {
            return;
        }
        week.put(entry, day);
        if (!thin(sampled, day)) {
            blocks.add(first(entry), 1, 0);
            cover(entry, PrintKey.PLACE_MASK + 1);
        }
    }

    /** Thins what is counted to the level of a sample, if that is higher; returns whether all was counted anew. */
    private boolean thin(int sampled, int day) {
        int thin = Math.max(sampled, week.level());
        if (thin != thinnest.level() || day != thinnest.day()) {
            thinnest = thinnest.with(thin, day);
        }
        boolean higher = week.level() != level || thinnest.level() != coverage.level();
        if (higher) {
            count();
        }
        return higher;
    }

    /** Counts an entry with those of its group that stand before a place, itself left out. */
    private void cover(long entry, long before) {
        int block = (int) (entry >>> PRINT_BITS);
        if (PrintKey.isSampled(entry, coverage.level()) && Coverage.isJudged(plan, first(entry))) {
            coverage.add(block, coverage.level() == 0 ? 0 : beside(entry, before, week::has));
        }
    }

    private static int beside(long entry, long before, LongPredicate among) {
        int beside = 0;
        for (long place = 0; place < before; place++) {
            long other = (entry & ~PrintKey.PLACE_MASK) | place;
            beside += other != entry && among.test(other) ? 1 : 0;
        }
        return beside;
    }

    /**
     * The share of its block that was asked for, of a number of a file on average; without its group, as {@link Coverage} counts. The file's
     * numbers were added before.
     */
    BlockShare of(Reading reading, Asked asked, int day) {
        long[] sums = new long[2];
        reading.forEach((print, e164) -> {
            long national = plan.national(e164);
            long entry = entry(national, print);
            if (national >= 0
                    && PrintKey.isSampled(print, Math.max(asked.level(), coverage.level()))
                    && !asked.knows(print, day)
                    && Coverage.isJudged(plan, national)
                    && week.has(entry)) {
                int others = coverage.count((int) (national / BlockSpread.SIZE)) - 1;
                sums[0]++;
                sums[1] += others - (coverage.level() == 0 ? 0 : beside(entry, PrintKey.PLACE_MASK + 1, week::has));
            }
        });
        return blockShare(sums[0], sums[1]);
    }

    private BlockShare blockShare(long numbers, long others) {
        return new BlockShare(numbers == 0 ? 0 : coverage.share((double) others / numbers), others / 2);
    }

    /**
     * The part of their blocks that a file or a question asks for, with the week before it.
     *
     * @param share of its block, on average over the fresh numbers
     * @param pairs how many pairs that rests on, about
     */
    record BlockShare(double share, long pairs) {
        /** Whether the average is as large, and no accident. */
        boolean isOver(Coverage week, double limit) {
            return share >= limit && (pairs >= Coverage.SURE_PAIRS || week.isSurely(limit));
        }
    }

    /**
     * Whether the fresh numbers of a question are too much of their blocks, or one of its numbers stands in a block of which too much was
     * asked for, this question included: a number that is fresh, or that no sample tells from one. The question's numbers are not added.
     */
    boolean isCrowded(Account account, PrintKey key, long[] e164s, int n, int day, double limit) {
        if (account.fresh() > 0) {
            thin(account.asked().level(), day);
        }
        if (!coverage.mayCrowd(account.fresh(), limit)) {
            return false;
        }
        Coverage more = new Coverage(coverage.level());
        LongSet entries = new LongSet();
        for (int i = 0; i < account.fresh(); i++) {
            long national = plan.national(account.number(i));
            long entry = entry(national, account.print(i));
            if (national >= 0
                    && PrintKey.isSampled(entry, coverage.level())
                    && Coverage.isJudged(plan, national)
                    && plan.objection(national) == null
                    && !week.has(entry)
                    && entries.add(entry)) {
                more.add((int) (national / BlockSpread.SIZE), 0);
            }
        }
        if (!coverage.mayCrowd(more.largest(), limit)) {
            return false;
        }
        if (share(entries, more).isOver(coverage, limit)) {
            return true;
        }
        int crowd = coverage.crowd(limit);
        if (coverage.largest() + more.largest() < crowd) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            long national = e164s[i] > 0 ? plan.national(e164s[i]) : -1;
            int block = (int) (national / BlockSpread.SIZE);
            if (national >= 0
                    && coverage.count(block) + more.count(block) >= crowd
                    && !account.isKnown(key.print(e164s[i]), day)) {
                return true;
            }
        }
        return false;
    }

    /** The share of its block that was asked for, of a number that is not added yet on average, with the others. */
    private BlockShare share(LongSet entries, Coverage more) {
        long others = 0;
        for (long entry : entries.toArray()) {
            int block = (int) (entry >>> PRINT_BITS);
            others += coverage.count(block) + more.count(block) - 1;
            others -= coverage.level() == 0
                    ? 0
                    : beside(entry, PrintKey.PLACE_MASK + 1, other -> week.has(other) || entries.contains(other));
        }
        return blockShare(entries.size(), others);
    }

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

    private static long entry(long national, long print) {
        return ((national / BlockSpread.SIZE) << PRINT_BITS) | (print & PRINT_MASK);
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
