package org.openbloctel.registry.guard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.openbloctel.scrub.number.NumberingPlan;

/** How many blocks of a plan have subscribers. */
final class AssignedBlocks {
    private static final Map<String, Integer> COUNTED = new ConcurrentHashMap<>();

    private AssignedBlocks() {}

    static int of(NumberingPlan plan) {
        return COUNTED.computeIfAbsent(plan.code(), code -> count(plan));
    }

    private static int count(NumberingPlan plan) {
        int blocks = 0;
        for (long first = 0; first < plan.space(); first += Blocks.SIZE) {
            blocks += plan.objection(first) == null ? 1 : 0;
        }
        return blocks;
    }
}
