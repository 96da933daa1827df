package org.openbloctel.registry.guard;

import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.company.Subscription;

/**
 * What a principal has used and has left today: lines of its plan, and new numbers.
 *
 * @param plan the running plan, null without one: the budget without a plan holds then
 * @param standing the budget of new numbers, and what was drawn of it
 */
public record Usage(@Nullable Subscription plan, Budgets.Standing standing) {
    /** A tenth is little. */
    private static final int LITTLE = 10;

    /** New numbers that are left within 365 days. */
    public long yearLeft() {
        return Math.max(0, standing.leftOfYear());
    }

    /** New numbers that are left today; never more than those of the year. */
    public long dayLeft() {
        return Math.max(0, standing.left());
    }

    /** Whether a tenth of the year or less is left, of the lines or of the new numbers. */
    public boolean low() {
        Subscription running = plan;
        Long lines = running == null ? null : running.linesPerYear();
        Long left = running == null ? null : running.linesLeft();
        return yearLeft() * LITTLE <= standing.budget().year()
                || (lines != null && left != null && left * LITTLE <= lines);
    }
}
