package org.openbloctel.registry.consumer;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.database.Database;

/** Who registers and withdraws the same numbers, as one does to learn whether they were on the list; and who reaches a limit. Thread-safe. */
public final class ActSigns {
    /** Acts are kept for so many days: as long as the number of a registration that was withdrawn. */
    public static final int KEPT_DAYS = ConsumerDuties.WITHDRAWN_NUMBER_KEPT.getDays();

    private final ActRows rows;
    private final InstantSource clock;
    private final ActLimits limits;

    /** Over this database. */
    public ActSigns(Database database, InstantSource clock, ConsumerSettings settings) {
        this.rows = new ActRows(database);
        this.clock = clock;
        this.limits = settings.acts();
    }

    /**
     * A weak sign.
     *
     * @param kind what the acts have in common; of a number, several accounts acted
     * @param name the beginning of a keyed print, or a masked number
     * @param numbers how many numbers were both registered and withdrawn
     * @param acts how many registrations and withdrawals that were
     * @param fullDays on how many days a limit was reached
     * @param lastAt the last of the acts; null when there is a limit alone
     * @param lastFull the last day on which a limit was reached; null when none was
     */
    public record Sign(
            ActLimits.Kind kind,
            String name,
            int numbers,
            int acts,
            int fullDays,
            @Nullable Instant lastAt,
            @Nullable LocalDate lastFull) {
        /** The last day on which there was something to note. */
        public LocalDate last() {
            LocalDate acted = lastAt == null ? LocalDate.MIN : LegalCalendar.dayOf(lastAt);
            return lastFull == null || lastFull.isBefore(acted) ? acted : lastFull;
        }
    }

    /** The signs of the last {@link #KEPT_DAYS} days, those about most numbers first. */
    public List<Sign> latest(int limit) {
        LocalDate since = LegalCalendar.today(clock).minusDays(KEPT_DAYS);
        return rows.signs(LegalCalendar.startOf(since), since, limits, limit);
    }
}
