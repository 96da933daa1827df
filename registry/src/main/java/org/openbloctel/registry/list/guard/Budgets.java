package org.openbloctel.registry.list.guard;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Plan;
import org.openbloctel.registry.accounts.company.Quotas;
import org.openbloctel.registry.accounts.company.Subscription;
import org.openbloctel.registry.accounts.company.Upgrade;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.ListRefusal;

/** The one place that makes new numbers of plans: the budgets of principals, and what is left of them. Thread-safe. */
public final class Budgets {
    /** A year's budget is that of so many days. */
    static final int YEAR_DAYS = 365;

    private static final long OVERDRAWN = 50;

    private final Database database;
    private final GuardRows rows;
    private final Quotas quotas;
    private final Budget free;

    Budgets(Database database, InstantSource clock, Budget free) {
        this.database = database;
        this.rows = new GuardRows(database);
        this.quotas = new Quotas(database, clock);
        this.free = free;
    }

    /** How a principal stands on a day. */
    Standing of(UUID principal, GuardRows.Kept kept, LocalDate today) {
        GuardRows.Drawn drawn = rows.drawn(Set.of(principal), today.minusDays(YEAR_DAYS - 1), today)
                .getFirst();
        return standing(budget(principal, quotas.current(principal).orElse(null), kept, today), drawn, today);
    }

    private static Standing standing(Budget budget, GuardRows.Drawn drawn, LocalDate today) {
        LocalDate first = drawn.first();
        return new Standing(
                budget,
                drawn.today(),
                drawn.year(),
                today.plusDays(1),
                first == null ? null : first.plusDays(YEAR_DAYS));
    }

    private Budget budget(UUID principal, @Nullable Subscription plan, GuardRows.Kept kept, LocalDate today) {
        Budget byPlan = plan == null ? free : of(plan);
        LocalDate until = kept.until();
        Long year = kept.yearBudget();
        Long day = kept.dayBudget();
        return until != null
                        && year != null
                        && day != null
                        && !today.isAfter(until)
                        && !database.isDoubted("budget", principal)
                ? new Budget(Math.max(byPlan.year(), year), Math.max(byPlan.day(), day))
                : byPlan;
    }

    /** The new numbers that a plan lets a company have checked. */
    public Budget of(Plan plan) {
        return Budget.of(plan.priceCents(), plan.linesPerSubmission(), plan.linesPerYear(), free);
    }

    /** The new numbers that a larger plan lets a company have checked for the rest of a year. */
    public Budget of(Upgrade upgrade) {
        return Budget.of(upgrade.yearPriceCents(), upgrade.plan().linesPerSubmission(), upgrade.linesPerYear(), free);
    }

    /** The new numbers that a company's own plan lets it have checked. */
    public Budget of(Subscription plan) {
        return Budget.of(plan.priceCents(), plan.linesPerSubmission(), plan.linesPerYear(), free);
    }

    /** How principals stand; two statements, however many they are. */
    Map<UUID, Usage> usage(Collection<UUID> principals, LocalDate today) {
        Map<UUID, Subscription> plans = quotas.current(principals);
        Map<UUID, Usage> usage = new HashMap<>();
        for (GuardRows.Drawn drawn : rows.drawn(principals, today.minusDays(YEAR_DAYS - 1), today)) {
            Subscription plan = plans.get(drawn.principal());
            usage.put(
                    drawn.principal(),
                    new Usage(plan, standing(budget(drawn.principal(), plan, drawn.kept(), today), drawn, today)));
        }
        return usage;
    }

    /**
     * A budget, and what was drawn of it.
     *
     * @param today drawn today
     * @param year drawn within 365 days
     * @param nextDay the day on which a new day's budget begins
     * @param nextBack the day on which the first of the numbers drawn within 365 days count no more; null when none was drawn
     */
    public record Standing(
            Budget budget,
            long today,
            long year,
            LocalDate nextDay,
            @Nullable LocalDate nextBack) {
        /** The standing with so many of the drawn numbers not used. */
        Standing without(long unspent) {
            return new Standing(budget, today - unspent, year - unspent, nextDay, nextBack);
        }

        /** New numbers within 365 days. */
        public long leftOfYear() {
            return budget.year() - year;
        }

        /** New numbers of today. */
        public long left() {
            return Math.min(budget.day() - today, leftOfYear());
        }

        /** Why so many cannot be drawn, if so. */
        @Nullable
        ListRefusal refusal(long needed) {
            return leftOfYear() < needed
                    ? new ListRefusal.YearBudgetUsedUp(
                            budget.year(), year, Math.max(0, leftOfYear()), nextBack == null ? nextDay : nextBack)
                    : left() < needed
                            ? new ListRefusal.DayBudgetUsedUp(budget.day(), today, Math.max(0, left()), nextDay)
                            : null;
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

    /**
     * How a principal stands today: with the lines of its plan, and with new numbers.
     *
     * @param plan the running plan, null without one: the budget without a plan holds then
     * @param standing the budget of new numbers, and what was drawn of it
     */
    public record Usage(@Nullable Subscription plan, Standing standing) {
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

        /** Whether nothing is left of the year, of the lines or of the new numbers. */
        public boolean over() {
            Long lines = plan == null ? null : plan.linesLeft();
            return yearLeft() == 0 || (lines != null && lines <= 0);
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

    /**
     * How a principal stands, as a server knew it at its last draw.
     *
     * @param seconds until the next day
     */
    public record Left(Standing standing, long seconds) {}
}
