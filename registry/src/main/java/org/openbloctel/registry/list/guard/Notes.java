package org.openbloctel.registry.list.guard;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;

/** Signs that are too weak for a stop: noted for the operator, once a day with the largest figure. Thread-safe. */
final class Notes {
    /** Shares are noted from three quarters of what stops: as sure as a stop that they are no accident. */
    private static final double WEAK = 0.75;

    private final NoteRows rows;
    private final GuardRows uses;
    private final CanaryWatch canaries;
    private final GuardRules rules;
    private final GuardRules weak;

    Notes(Database database, GuardRules rules, CanaryWatch canaries) {
        this.rules = rules;
        this.rows = new NoteRows(database);
        this.uses = new GuardRows(database);
        this.canaries = canaries;
        this.weak = new GuardRules(
                rules.least(),
                rules.leastForEven(),
                part(rules.unassigned()),
                part(rules.neighbours()),
                part(rules.opposed()),
                rules.gross(),
                rules.coverage(),
                rules.free());
    }

    private static int part(int limit) {
        return (int) Math.ceil(limit * WEAK);
    }

    /**
     * Notes the weak signs of a company that no sign stops, and how its week differs from what it asked for before.
     *
     * @param sighted whether it asked for a canary just now
     */
    void note(UUID company, boolean sighted, LocalDate today) {
        LocalDate since = today.minusDays(Guard.WATCHED_DAYS - 1);
        FreshCounts week = uses.watched(since, company).counts();
        Sign.in(week, weak).forEach(found -> note(company, found, today));
        if (week.fresh() >= rules.least()) {
            OwnPast past = uses.pasts(since, Set.of(company)).getOrDefault(company, OwnPast.NONE);
            past.compared(week, rules).forEach(found -> note(company, found, today));
        }
        if (sighted) {
            canaries.noted(company, today).ifPresent(found -> note(company, found, today));
        }
    }

    private void note(UUID company, Sign.Found found, LocalDate today) {
        rows.note(company, found.sign(), found.percent(), today);
    }
}
