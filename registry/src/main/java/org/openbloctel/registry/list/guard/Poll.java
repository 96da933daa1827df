package org.openbloctel.registry.list.guard;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;

/**
 * A poll that dials digits by chance, approved with papers.
 *
 * @param campaign whose files they are
 * @param principal for whom they are sent
 * @param budget fresh numbers in all, and of a day: those of its files alone, beside the principal's own budget
 * @param until the last day
 * @param papers which papers were shown
 * @param approvedBy the person of the operator who confirmed it
 * @param ended when it was ended before its last day
 */
public record Poll(
        UUID campaign,
        UUID principal,
        @Nested Budget budget,
        LocalDate until,
        String papers,
        Instant approvedAt,
        String approvedBy,
        Optional<Instant> ended) {
    /** Whether it holds on a day. */
    public boolean holdsOn(LocalDate day) {
        return ended.isEmpty() && !day.isAfter(until);
    }

    /** Whether chance shows a sign where digits are dialled by chance. */
    static boolean excuses(Sign.Found found) {
        return found.sign() == Sign.UNASSIGNED || found.sign() == Sign.EVEN;
    }
}
