package org.openbloctel.registry.guard;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.company.Plan;
import org.openbloctel.registry.company.Quotas;
import org.openbloctel.registry.company.Subscription;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.refusal.ListRefusal;

/** The budgets of principals, and what is left of them. Thread-safe. */
public final class Budgets {
    private static final int YEAR_DAYS = 365;
    private static final long OVERDRAWN = 50;

    private final GuardRows rows;
    private final Quotas quotas;
    private final Budget free;

    Budgets(Database database, InstantSource clock, Budget free) {
        this.rows = new GuardRows(database);
        this.quotas = new Quotas(database, clock);
        this.free = free;
    }

    /** How a principal stands on a day. */
    Standing of(UUID principal, GuardRows.Kept kept, LocalDate today) {
        Budget byPlan = quotas.current(principal).map(this::of).orElse(free);
        LocalDate until = kept.until();
        Long year = kept.yearBudget();
        Long day = kept.dayBudget();
        Budget budget = byPlan;
        if (until != null && year != null && day != null && !today.isAfter(until)) {
            budget = new Budget(Math.max(byPlan.year(), year), Math.max(byPlan.day(), day));
        }
        return new Standing(
                budget, rows.drawn(principal, today), rows.drawn(principal, today.minusDays(YEAR_DAYS - 1)));
    }

    /** The new numbers that a plan lets a company have checked. */
    public Budget of(Plan plan) {
        return Budget.of(plan.priceCents(), plan.linesPerSubmission(), plan.linesPerYear(), free);
    }

    private Budget of(Subscription plan) {
        return Budget.of(plan.priceCents(), plan.linesPerSubmission(), plan.linesPerYear(), free);
    }

    /**
     * A budget, and what was drawn of it.
     *
     * @param today drawn today
     * @param year drawn within 365 days
     */
    public record Standing(Budget budget, long today, long year) {
        long leftOfYear() {
            return budget.year() - year;
        }

        long left() {
            return Math.min(budget.day() - today, leftOfYear());
        }

        /** Why so many cannot be drawn, if so. */
        @Nullable
        ListRefusal refusal(long needed) {
            return leftOfYear() < needed
                    ? new ListRefusal.YearBudgetUsedUp(budget.year())
                    : left() < needed ? new ListRefusal.DayBudgetUsedUp(budget.day()) : null;
        }

        /**
         * Why a principal gets no answer at all, if so. Of a principal whose numbers are sampled, a server cannot tell a number that
         * is fresh from one that is not, unless it is of the sample: when the budget is used up, the others still pass. The fresh ones
         * of the sample that are refused show how many these are: after a fiftieth of a day's budget there is an end.
         */
        @Nullable
        ListRefusal closed(Asked asked) {
            return asked.level() == 0 ? null : refusal(-Math.max(budget.day() / OVERDRAWN, 4 * asked.scale()));
        }
    }
}
