package org.openbloctel.law;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The topic of a call. Immutable.
 *
 * @param sector its sector; null when not said
 * @param subject its subject, of that sector; null when not said
 * @param goods the goods or services in words
 * @param bySectorUntil before this day a call without a subject is judged by its sector alone, as it was when there were no subjects; null
 *     where no day is before it
 */
public record Topic(
        @Nullable Sector sector,
        @Nullable Subject subject,
        Goods goods,
        @Nullable LocalDate bySectorUntil) {
    /** A subject and its sector. */
    public static Topic of(Subject subject, Goods goods) {
        return new Topic(subject.sector(), subject, goods, null);
    }

    /** A sector alone, for questions in which no consent for a subject can come. */
    public static Topic of(@Nullable Sector sector) {
        return new Topic(sector, null, Goods.NONE, LocalDate.MAX);
    }

    boolean isBySector(LocalDate day) {
        return subject == null && goods.equals(Goods.NONE) && bySectorUntil != null && day.isBefore(bySectorUntil);
    }
}
