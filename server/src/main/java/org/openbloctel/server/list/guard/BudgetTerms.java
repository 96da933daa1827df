package org.openbloctel.server.list.guard;

import java.time.LocalDate;
import java.util.List;
import org.openbloctel.registry.list.guard.Budget;

/** The figures of a budget that is decided on, as they wait for the second person. */
record BudgetTerms(long year, long day, LocalDate until) {
    String written() {
        return year + " " + day + " " + until;
    }

    static BudgetTerms read(String written) {
        List<String> words = List.of(written.split(" "));
        return new BudgetTerms(
                Long.parseLong(words.get(0)), Long.parseLong(words.get(1)), LocalDate.parse(words.get(2)));
    }

    Budget budget() {
        return new Budget(year, day);
    }
}
