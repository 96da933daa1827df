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

    /** Nothing yet. */
    Spread(NumberingPlan plan) {
        this(plan, new Asked());
    }

    private Spread(NumberingPlan plan, Asked week) {
        this.plan = plan;
        this.week = week;
        this.blocks = new BlockSpread(plan);
        count();
    }

    /** As its column has it, without what is older than a week. */
    static Spread read(NumberingPlan plan, byte[] written, int today) {
        return new Spread(plan, Asked.read(written).since(today - Guard.WATCHED_DAYS + 1));
    }

    byte[] written(int today) {
        return week.since(today - Guard.WATCHED_DAYS + 1).written(today);
    }

    /** Adds a fresh number. */
    void add(long print, long e164, int day) {
        long national = plan.national(e164);
        if (national < 0 || plan.objection(national) != null) {
            return;
        }
        long entry = ((national / BlockSpread.SIZE) << PRINT_BITS) | (print & PRINT_MASK);
        if (!PrintKey.isSampled(entry, week.level()) || week.knows(entry, day)) {
            return;
        }
        week.put(entry, day);
        if (week.level() != level) {
            count();
        } else {
            blocks.add(first(entry), 1);
        }
    }

    /** Takes in what another server or file added. */
    void merge(Spread other) {
        week.merge(other.week);
        count();
    }

    private void count() {
        blocks = new BlockSpread(plan);
        level = week.level();
        week.forEach(entry -> blocks.add(first(entry), 1));
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
