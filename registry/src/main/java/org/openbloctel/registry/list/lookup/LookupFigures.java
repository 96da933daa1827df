package org.openbloctel.registry.list.lookup;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.figures.CountedByDay;
import org.openbloctel.registry.platform.figures.Figure;

/** How many numbers were looked up one by one on a day, and how many of them were on the list. Thread-safe. */
public final class LookupFigures implements CountedByDay {
    private final LookupRows rows;

    /** The figures of this database's look-ups. */
    public LookupFigures(Database database) {
        this.rows = database.rows(LookupRows.class);
    }

    @Override
    public List<Count> on(LocalDate day) {
        LookupRows.OfDay sums = rows.of(day);
        return List.of(new Count(Figure.LOOKUPS, sums.numbers()), new Count(Figure.LOOKUPS_OPPOSED, sums.opposed()));
    }

    @Override
    public Optional<LocalDate> first() {
        return rows.first();
    }
}
