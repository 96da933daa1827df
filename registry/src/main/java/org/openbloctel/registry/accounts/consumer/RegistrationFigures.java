package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.figures.CountedByDay;
import org.openbloctel.registry.platform.figures.Figure;

/** How many people are registered, and how many registrations began and ended on a day. Thread-safe. */
public final class RegistrationFigures implements CountedByDay {
    private final RegistrationRows rows;

    /** The figures of this database's registrations. */
    public RegistrationFigures(Database database) {
        this.rows = RegistrationRows.in(database);
    }

    @Override
    public List<Count> on(LocalDate day) {
        Instant from = LegalCalendar.startOf(day);
        Instant to = LegalCalendar.endOf(day);
        List<Count> counts = new ArrayList<>();
        counts.add(new Count(Figure.REGISTRATIONS, rows.countRegistered(from, to)));
        Map<String, Long> ended = rows.countEnded(from, to);
        for (String part : Figure.ENDINGS.parts()) {
            counts.add(new Count(Figure.ENDINGS, part, ended.getOrDefault(part.toUpperCase(Locale.ROOT), 0L)));
        }
        return counts;
    }

    @Override
    public List<Count> now() {
        return List.of(new Count(Figure.PEOPLE, rows.people()));
    }

    @Override
    public Optional<LocalDate> first() {
        return rows.first().map(LegalCalendar::dayOf);
    }
}
