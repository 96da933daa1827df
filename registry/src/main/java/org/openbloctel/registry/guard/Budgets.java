package org.openbloctel.registry.guard;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;
import org.openbloctel.registry.company.Quotas;
import org.openbloctel.registry.database.Database;

/** The budgets of principals, and what is left of them. Thread-safe. */
public final class Budgets {
    private static final int YEAR_DAYS = 365;

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
        Budget byPlan = quotas.current(principal)
                .filter(plan -> plan.priceCents() > 0)
                .map(Budget::of)
                .orElse(free);
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
    }
}
