package org.openbloctel.server.service.help;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Answer;
import org.openbloctel.registry.accounts.company.Plan;

/**
 * The rights and duties of a professional in a situation, by the law of its day, in the reader's language. Immutable.
 *
 * @param day whose law this is
 * @param regime what the law was that day, in a sentence; null before the first regime
 * @param outcomes whether a number may be called: one where it is the same for every number, else one for those on the list
 * @param rules those that bind calls about that object on that day
 * @param duties what the law says of who answers for the calls, and of the proof to keep
 * @param plan the cheapest that suffices; null where none could be ordered that day
 */
record Advice(
        LocalDate day,
        @Nullable String regime,
        List<Outcome> outcomes,
        List<Line> rules,
        List<Line> duties,
        @Nullable Plan plan) {
    /** Copies the lists. */
    Advice {
        outcomes = List.copyOf(outcomes);
        rules = List.copyOf(rules);
        duties = List.copyOf(duties);
    }

    /**
     * Whether numbers of a kind may be called.
     *
     * @param numbers {@code any}, {@code listed}, {@code unlisted}
     * @param answer at the hours that are open
     * @param reasons what stands in the way
     */
    record Outcome(String numbers, Answer answer, List<Line> reasons) {
        /** Copies the list. */
        Outcome {
            reasons = List.copyOf(reasons);
        }

        /** The colour of its tag. */
        public String kind() {
            return switch (answer) {
                case ALLOWED -> "success";
                case FORBIDDEN -> "error";
                case CANNOT_TELL -> "warning";
            };
        }
    }

    /**
     * What a rule says.
     *
     * @param id a rule's, to link to; null where there is none
     * @param statement the id of the statement that this is; null for a rule's own text
     * @param title in a few words; empty for a statement
     */
    record Line(@Nullable String id, @Nullable String statement, String title, String text, String article) {}
}
