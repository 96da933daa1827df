package org.openbloctel.registry.submission;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Which call files may be called from now, and until when. Of a file that was checked several times, for one principal and under
 * one name, the latest check counts.
 *
 * @param files how many files have a check that holds
 * @param firstEnd the last day of the check that ends first
 * @param lapsing those whose check ends within {@link #SOON_DAYS} days, the first to end first
 */
public record Coverage(int files, Optional<LocalDate> firstEnd, List<Submission> lapsing) {
    /** What ends within so many days is due. */
    public static final int SOON_DAYS = 7;

    /** Copies the list. */
    public Coverage {
        lapsing = List.copyOf(lapsing);
    }

    /** Of checks that hold, the oldest first. */
    static Coverage of(List<Submission> holding, LocalDate today) {
        LocalDate later = today.plusDays(SOON_DAYS);
        List<Submission> lapsing = holding.stream()
                .filter(submission -> submission
                        .coveredUntil()
                        .filter(day -> day.isBefore(later))
                        .isPresent())
                .toList();
        return new Coverage(holding.size(), holding.stream().findFirst().flatMap(Submission::coveredUntil), lapsing);
    }
}
