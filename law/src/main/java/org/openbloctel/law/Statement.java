package org.openbloctel.law;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sentence about the law for pages, mails and documents, as it reads on each day.
 *
 * @param id permanent, such as {@code registration.force}
 * @param versions in the order of time; before the first there is nothing to say
 */
public record Statement(String id, List<Version> versions) {
    /** Copies the versions. */
    public Statement {
        versions = List.copyOf(versions);
    }

    /**
     * How it reads on a day.
     *
     * @param listEnforced whether numbers on the opposition list are protected that day
     */
    Optional<Version> on(LocalDate day, boolean listEnforced) {
        return versions.stream()
                .filter(version -> !version.from().isAfter(day))
                .filter(version -> version.list() == null || version.list().equals(listEnforced))
                .reduce((earlier, later) -> later);
    }

    /**
     * How it reads from a day on.
     *
     * @param list whether this is for a list that is enforced, or for one without effect; null when both read the same
     * @param rules ids of the rules that it rests on, the one to cite first
     */
    public record Version(LocalDate from, @Nullable Boolean list, List<String> rules, Bilingual text) {
        /** Copies the rules. */
        public Version {
            rules = List.copyOf(rules);
        }
    }
}
