package org.openbloctel.registry.guard;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How much of the blocks of mobile numbers a company may ask for within a week. It holds a file or a look-up, and stops no company. The
 * week is that of the company which acts, since that one learns; the limit is that of the budgets of all for whom it acted, added up, so
 * that a call centre of forty clients may ask as much of a region as they may. Thread-safe.
 */
final class Covers {
    private final GuardRules rules;
    private final GuardRows rows;
    private final Budgets budgets;

    Covers(GuardRules rules, GuardRows rows, Budgets budgets) {
        this.rules = rules;
        this.rows = rows;
        this.budgets = budgets;
    }

    /** By the budgets of all principals for whom a company asked within the week. */
    double limit(UUID company, LocalDate today) {
        List<UUID> principals = rows.principals(company, today.minusDays(Guard.WATCHED_DAYS - 1), Integer.MAX_VALUE);
        long year = budgets.usage(principals, today).values().stream()
                .mapToLong(one -> one.standing().budget().year())
                .sum();
        return rules.coverage(year);
    }

    /**
     * Whether a file asks for too much of its blocks.
     *
     * @param week of the company, with the file; null where a person has looked at it, or at the papers of its poll
     * @param budget of the file's principal
     */
    Optional<Held> file(
            UUID company, @Nullable Spread week, Reading reading, Asked asked, Budget budget, LocalDate today) {
        if (week == null) {
            return Optional.empty();
        }
        Spread.BlockShare file = week.of(reading, asked, (int) today.toEpochDay());
        double limit = rules.coverage(budget.year());
        if (!file.isOver(week.coverage(), limit)) {
            return Optional.empty();
        }
        limit = Math.max(limit, limit(company, today));
        return file.isOver(week.coverage(), limit)
                ? Optional.of(new Held.Coverage((int) Math.ceil(100 * file.share()), (int) Math.round(100 * limit)))
                : Optional.empty();
    }
}
