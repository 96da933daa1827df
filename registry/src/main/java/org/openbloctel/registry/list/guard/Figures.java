package org.openbloctel.registry.list.guard;

import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** What fresh numbers look like, counted over those that are sampled. Not thread-safe. */
final class Figures {
    private final BlockSpread blocks;
    /** One more than each print, which may be 0. */
    private final LongSet prints = new LongSet();

    private double fresh;
    private long sampled;
    private double squares;
    private long unassigned;
    private double neighbours;
    private long town;
    private double learnt;
    private long repeats;

    Figures(NumberingPlan plan) {
        this.blocks = new BlockSpread(plan);
    }

    /**
     * Counts a fresh number.
     *
     * @param scale how many numbers it stands for
     */
    void add(long print, long e164, long scale, OppositionList list) {
        if (!prints.add(print + 1)) {
            return;
        }
        sampled++;
        fresh += scale;
        squares += (double) scale * scale;
        long national = list.plan().national(e164);
        boolean assigned = national >= 0 && list.plan().objection(national) == null;
        boolean ofTown = assigned && town < GuardRules.TOWN && !Coverage.isMobile(list.plan(), national);
        town += ofTown ? scale : 0;
        if (assigned) {
            blocks.add(national, scale, ofTown ? 0 : scale);
        } else {
            unassigned += scale;
        }
        if (!ofTown) {
            neighbours += (double) beside(print) * scale;
        }
        if (national >= 0 && list.holds(national)) {
            learnt += scale;
        }
    }

    /** How many numbers have a neighbour now that had none: of its group alone, for the next group is another sample. */
    private int beside(long print) {
        int more = 0;
        boolean any = false;
        for (long near = print - 1; near <= print + 1; near += 2) {
            if (PrintKey.group(near) == PrintKey.group(print) && prints.contains(near + 1)) {
                any = true;
                more += isBeside(near, print) ? 0 : 1;
            }
        }
        return any ? more + 1 : 0;
    }

    private boolean isBeside(long print, long but) {
        for (long near = print - 1; near <= print + 1; near += 2) {
            if (near != but && PrintKey.group(near) == PrintKey.group(print) && prints.contains(near + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Counts a number that was asked for before. */
    void repeat() {
        repeats++;
    }

    /** How many were asked for before. */
    long repeats() {
        return repeats;
    }

    /** What was counted. */
    FreshCounts counts() {
        return new FreshCounts(
                fresh, sampled, fresh, squares, unassigned, neighbours - blocks.neighboursByChance(), learnt);
    }

    /** About how many of them are on the list: what was learnt. */
    double learnt() {
        return learnt;
    }

    BlockSpread blocks() {
        return blocks;
    }
}
