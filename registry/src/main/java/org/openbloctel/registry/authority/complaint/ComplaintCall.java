package org.openbloctel.registry.authority.complaint;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Sector;

/**
 * A call that a person complains about.
 *
 * @param date where the person is
 * @param hour the full hour there, from 0 to 23
 * @param caller the calling number; null when none was shown
 * @param department the code of the département, as the person says or an overseas number shows; empty when it is not known
 */
public record ComplaintCall(
        LocalDate date, int hour, @Nullable CallingNumber caller, Subject subject, String department) {
    /** The sector as the law distinguishes it; empty when the subject is not known. */
    public Optional<Sector> sector() {
        return Optional.ofNullable(subject.sector());
    }
}
