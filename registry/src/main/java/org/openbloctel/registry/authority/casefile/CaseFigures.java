package org.openbloctel.registry.authority.casefile;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.figures.CountedByDay;
import org.openbloctel.registry.platform.figures.Figure;

/**
 * How many sanctions were decided on a day and how many annulled, with their fines, and how many are published. An annulment counts on its own
 * day, as a credit note does: the day of the decision keeps its figures. Thread-safe.
 */
public final class CaseFigures implements CountedByDay {
    private final CaseFigureRows rows;
    private final InstantSource clock;

    /** The figures of this database's cases. */
    public CaseFigures(Database database, InstantSource clock) {
        this.rows = database.rows(CaseFigureRows.class);
        this.clock = clock;
    }

    @Override
    public List<Count> on(LocalDate day) {
        CaseFigureRows.Sums sums = rows.sums(LegalCalendar.startOf(day), LegalCalendar.endOf(day));
        return List.of(
                new Count(Figure.SANCTIONS, sums.sanctions()),
                new Count(Figure.FINES, sums.fines()),
                new Count(Figure.SANCTIONS_ANNULLED, sums.annulled()),
                new Count(Figure.FINES_ANNULLED, sums.finesAnnulled()));
    }

    @Override
    public List<Count> now() {
        return List.of(new Count(Figure.SANCTIONS_PUBLISHED, rows.published(LegalCalendar.today(clock))));
    }

    @Override
    public Optional<LocalDate> first() {
        return rows.first().map(LegalCalendar::dayOf);
    }
}
