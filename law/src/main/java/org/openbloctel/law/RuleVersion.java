package org.openbloctel.law;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
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
 */
public record RuleVersion(
        LocalDate from,
        @Nullable LocalDate to,
        boolean enforced,
        String article,
        String source,
        Bilingual text,
        Set<Exemption> exempt,
        List<Parameter> parameters) {
    /** Copies. */
    public RuleVersion {
        exempt = Set.copyOf(exempt);
        parameters = List.copyOf(parameters);
    }

    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
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
