package org.openbloctel.registry.authority.casefile;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The allegations of a case against a company.
 *
 * @param facts the inspector's words, which the letter contains
 * @param rules ids of the rules that the inspector selects: calls that broke none of them do not count
 * @param centsPerCall what one call costs
 * @param furtherCalls calls that the investigation established beside those of the complaints
 * @param furtherOn the day by whose law these count; null without any
 * @param beyond those of the rules that no call of the case can have broken, by the examination of its complaints
 * @param reason why these are alleged, which the letter contains; empty without any
 */
public record Alleged(
        String facts,
        List<String> rules,
        Person person,
        long centsPerCall,
        int furtherCalls,
        @Nullable LocalDate furtherOn,
        List<String> beyond,
        String reason) {
    /** What a call cost in the published fine that names its number of calls exactly. */
    public static final long USUAL_CENTS = 7_500;

    /** Copies the lists. */
    public Alleged {
        rules = List.copyOf(rules);
        beyond = List.copyOf(beyond);
    }

    /** Allegations of which calls of the case can have broken each rule. */
    public Alleged(
            String facts,
            List<String> rules,
            Person person,
            long centsPerCall,
            int furtherCalls,
            @Nullable LocalDate furtherOn) {
        this(facts, rules, person, centsPerCall, furtherCalls, furtherOn, List.of(), "");
    }

    /** These allegations with other facts, where no call can have broken the rules that are left, and some call each of the others. */
    Alleged with(String stated, List<String> left, String why) {
        return new Alleged(
                stated, rules, person, centsPerCall, furtherCalls, furtherOn, left, left.isEmpty() ? "" : why);
    }

    /** Nothing yet. */
    static Alleged nothing() {
        return new Alleged("", List.of(), Person.LEGAL, USUAL_CENTS, 0, null);
    }

    /** Whether facts and rules are there, so that the company can answer. */
    public boolean isStated() {
        return !facts.isBlank() && !rules.isEmpty();
    }

    /** The kind of person, which decides the ceiling. */
    public enum Person {
        /** A natural person. */
        NATURAL,
        /** A legal person. */
        LEGAL
    }
}
