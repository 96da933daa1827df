package org.openbloctel.registry.list.guard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.openbloctel.scrub.number.NumberingPlan;

/** How many blocks of a plan have subscribers, by the first digit of their numbers. */
final class AssignedBlocks {
    static final int ZONES = 10;

    /**
     * Mobile blocks are the most alike: with half of them between 40 and 70 of 100 full and one in twenty empty, the variance is a tenth of
     * the squared mean.
     */
    private static final double ALIKE = 0.1;
    /** Half of the fixed blocks are empty: the variance is the squared mean, if the others were all alike. */
    private static final double UNLIKE = 1;

    private static final Map<String, int[]> COUNTED = new ConcurrentHashMap<>();

    private AssignedBlocks() {}

    static int of(NumberingPlan plan, int zone) {
        return COUNTED.computeIfAbsent(plan.code(), code -> count(plan))[zone];
    }

    /** How unlike the blocks of a zone are in fullness, at least. */
    static double spread(NumberingPlan plan, int zone) {
        boolean fixed = plan == NumberingPlan.FRANCE && zone != 6 && zone != 7;
        return fixed ? UNLIKE : ALIKE;
    }

    private static int[] count(NumberingPlan plan) {
        int[] blocks = new int[ZONES];
        for (long first = 0; first < plan.space(); first += BlockSpread.SIZE) {
            blocks[(int) (first / (plan.space() / ZONES))] += plan.objection(first) == null ? 1 : 0;
        }
        return blocks;
    }
}
