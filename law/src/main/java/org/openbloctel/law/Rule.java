package org.openbloctel.law;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A rule that a call must keep to.
 *
 * @param id permanent, such as {@code calling-hours}
 * @param kind how it is judged
 * @param title what it demands, in a few words
 * @param versions what it said when, in the order of time, without overlap
 */
public record Rule(String id, RuleKind kind, Bilingual title, List<RuleVersion> versions) {
    /** Copies the versions. */
    public Rule {
        versions = List.copyOf(versions);
    }

    /** What it says on a day, if it says anything. */
    public Optional<RuleVersion> on(LocalDate day) {
        return versions.stream().filter(version -> version.holdsOn(day)).findFirst();
    }
}
