package org.openbloctel.law;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The highest fine for breaking some rules, by the day of the call.
 *
 * @param id its name in the file
 * @param rules ids of the rules
 * @param versions the earliest first; each holds until the next one begins
 */
public record FineCeiling(String id, List<String> rules, List<Version> versions) {
    /** Copies the lists. */
    public FineCeiling {
        rules = List.copyOf(rules);
        versions = List.copyOf(versions);
    }

    /** The version of a day; none before the first. */
    Optional<Version> on(LocalDate day) {
        return versions.reversed().stream()
                .filter(one -> !day.isBefore(one.from()))
                .findFirst();
    }

    /**
     * A ceiling from a day on.
     *
     * @param ceiling the id of what it is a version of
     * @param article where it stands
     * @param source the act that set it
     * @param natural for a natural person, in euros
     * @param legal for a legal person, in euros
     */
    public record Version(String ceiling, LocalDate from, String article, String source, long natural, long legal) {}
}
