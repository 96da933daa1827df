package org.openbloctel.law;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says between two days.
 *
 * @param from its first day, in the consumer's zone
 * @param to its last day; null while none is known
 * @param enforced whether calls are judged by it; a version that sources disagree on may be kept for reading only
 * @param article where it stands
 * @param source what brought it
 * @param text what it demands, in our words
 * @param exempt who it does not bind
 * @param parameters its figures and switches
 * @param remedy what may be done where only the person's confirmation of a consent is missing; null where nothing is
 * @param verdicts what this service judges calls to come by in place of some parameters; null for nothing else
 */
public record RuleVersion(
        LocalDate from,
        @Nullable LocalDate to,
        boolean enforced,
        String article,
        String source,
        Bilingual text,
        Set<Exemption> exempt,
        List<Parameter> parameters,
        @Nullable Bilingual remedy,
        @Nullable Verdicts verdicts) {
    /** Copies. */
    public RuleVersion {
        exempt = Set.copyOf(exempt);
        parameters = List.copyOf(parameters);
    }

    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }

    /** The value of a parameter on a day, by which calls to come are judged; null where the version has none of that name. */
    public @Nullable String judgedBy(String parameter, LocalDate day) {
        Stream<Parameter> own =
                verdicts == null || day.isBefore(verdicts.from) ? Stream.of() : verdicts.parameters.stream();
        return Stream.concat(own, parameters.stream())
                .filter(one -> one.name.equals(parameter))
                .map(Parameter::value)
                .findFirst()
                .orElse(null);
    }

    /**
     * A default of this service for calls to come, stricter than the reading of the law by which past calls are examined.
     *
     * @param from its first day, in the consumer's zone
     * @param text what it demands, in our words
     * @param parameters those that it replaces
     */
    public record Verdicts(LocalDate from, Bilingual text, List<Parameter> parameters) {
        /** Copies. */
        public Verdicts {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * A figure or a switch of a rule.
     *
     * @param name its name
     * @param value as it is in force here
     * @param disputed what sources disagree on, so that the operator may set it; null for all others
     */
    public record Parameter(
            String name, String value, @Nullable Bilingual disputed) {}
}
