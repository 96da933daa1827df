package org.openbloctel.registry.accounts.company;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.figures.CountedByDay;
import org.openbloctel.registry.platform.figures.Figure;

/** How many companies are verified and have a subscription, and what was invoiced on a day. Thread-safe. */
public final class CompanyFigures implements CountedByDay {
    private final CompanyFigureRows rows;
    private final InstantSource clock;

    /** The figures of this database's companies. */
    public CompanyFigures(Database database, InstantSource clock) {
        this.rows = new CompanyFigureRows(database);
        this.clock = clock;
    }

    /** A credit note is a negative amount on its own day. */
    @Override
    public List<Count> on(LocalDate day) {
        return List.of(new Count(Figure.FEES, rows.invoicedCents(day)));
    }

    @Override
    public List<Count> now() {
        return List.of(
                new Count(Figure.PROFESSIONALS, rows.verified()),
                new Count(Figure.SUBSCRIBERS, rows.subscribers(LegalCalendar.today(clock))));
    }

    @Override
    public Optional<LocalDate> first() {
        return rows.firstInvoice();
    }
}
