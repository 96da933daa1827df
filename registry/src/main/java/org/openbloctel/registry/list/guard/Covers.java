package org.openbloctel.registry.list.guard;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How much of the blocks of mobile numbers a company may ask for within a week. It holds a file or a look-up, and stops no company. The
 * week is that of the company which acts, since that one learns; the limit is that of the budgets of all for whom it acted, added up, so
 * that a call centre of forty clients may ask as much of a region as they may. Thread-safe.
 */
record Covers(GuardRules rules, GuardRows rows, Budgets budgets) {
    /** The limit by the budgets of all principals for whom a company asked within the week, and of those for whom it asks now. */
    double limit(UUID company, Collection<UUID> now, LocalDate today) {
        Set<UUID> principals =
                new HashSet<>(rows.principals(company, today.minusDays(Guard.WATCHED_DAYS - 1), Integer.MAX_VALUE));
        principals.addAll(now);
        long year = budgets.usage(principals, today).values().stream()
                .mapToLong(one -> one.standing().budget().year())
                .sum();
        return rules.coverage(year);
    }

    /**
     * Whether a file asks for too much of its blocks.
     *
     * @param week of the company, with the file; null where a person has looked at it, or at the papers of its poll
     * @param budget that of the file's principal
     */
    Optional<Held> file(
            Asker asker, @Nullable Spread week, Reading reading, Asked asked, Budget budget, LocalDate today) {
        if (week == null) {
            return Optional.empty();
        }
        Spread.BlockShare file = week.of(reading, asked, (int) today.toEpochDay());
        double limit = rules.coverage(budget.year());
        if (!file.isOver(week.coverage(), limit)) {
            return Optional.empty();
        }
        limit = Math.max(limit, limit(asker.company(), Set.of(asker.principal()), today));
        return file.isOver(week.coverage(), limit)
                ? Optional.of(
                        new Held.Coverage((int) Math.ceil(100 * file.share()), (int) Math.floor(100 * limit + 1e-9)))
                : Optional.empty();
    }
}
