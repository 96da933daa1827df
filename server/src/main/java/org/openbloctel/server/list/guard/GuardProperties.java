package org.openbloctel.server.list.guard;

import java.util.List;
import org.openbloctel.registry.list.guard.Budget;
import org.openbloctel.registry.list.guard.GuardRules;
import org.openbloctel.server.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The settings of the guard, with the names that the file of settings has. */
@ConfigurationProperties("openbloctel.guard")
record GuardProperties(
        @Between(min = 1, max = 999_999_999) int least,
        @Between(min = 100, max = 999_999_999) int leastForEven,
        @Between(min = 1, max = 100) int unassigned,
        @Between(min = 1, max = 100) int neighbours,
        @Between(min = 1, max = 100) int opposed,
        @Between(min = 1, max = 100) int gross,
        boolean coverage,
        @Between(min = 1, max = 1_000) int agentAfter,
        @Between(min = 0, max = 999_999_999) int freeYear,
        @Between(min = 0, max = 999_999_999) int freeDay,
        @Between(min = 0, max = 999_999_999) int aloneYear,
        @Between(min = 0, max = 999_999_999) int aloneDay) {
    /** Whether one person may raise a budget so far. */
    boolean isForOne(Budget budget) {
        return budget.year() <= aloneYear && budget.day() <= aloneDay;
    }

    GuardRules rules() {
        return new GuardRules(
                least,
                leastForEven,
                unassigned,
                neighbours,
                opposed,
                gross,
                coverage ? GuardRules.COVERAGE : List.of(),
                new Budget(freeYear, freeDay));
    }
}
