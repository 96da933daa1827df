package org.openbloctel.registry.accounts.consumer;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/** The signs of people who register and withdraw the same numbers, perhaps to learn whether these were on the list, or reach a limit. Thread-safe. */
public final class ActSigns {
    /** The days for which acts are kept: as long as the number of a registration that was withdrawn. */
    public static final int KEPT_DAYS = 30;

    private final ActRows rows;
    private final InstantSource clock;
    private final ActLimits limits;

    /** The signs in this database. */
    public ActSigns(Database database, InstantSource clock, ConsumerSettings settings) {
        this.rows = new ActRows(database);
        this.clock = clock;
        this.limits = settings.acts();
    }

    /** The signs of the last {@link #KEPT_DAYS} days, those about most numbers first. */
    public List<ActSign> latest(int limit) {
        LocalDate since = LegalCalendar.today(clock).minusDays(KEPT_DAYS);
        return rows.signs(LegalCalendar.startOf(since), since, limits, limit);
    }
}
