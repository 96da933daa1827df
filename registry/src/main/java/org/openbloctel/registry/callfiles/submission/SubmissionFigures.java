package org.openbloctel.registry.callfiles.submission;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.figures.CountedByDay;
import org.openbloctel.registry.platform.figures.Figure;

/**
 * How many call files were received on a day and how many were returned, with their lines and the time it took. A file counts on the day of
 * its reception as received, and on the day of its return as returned. Thread-safe.
 */
public final class SubmissionFigures implements CountedByDay {
    private static final double HALF = 0.5;
    private static final double ALMOST_ALL = 0.99;

    private final SubmissionFigureRows rows;

    /** The figures of this database's submissions. */
    public SubmissionFigures(Database database) {
        this.rows = database.rows(SubmissionFigureRows.class);
    }

    @Override
    public List<Count> on(LocalDate day) {
        Instant from = LegalCalendar.startOf(day);
        Instant to = LegalCalendar.endOf(day);
        List<Count> counts = new ArrayList<>();
        Map<String, Long> received = rows.received(from, to);
        for (String channel : Figure.FILES.parts()) {
            counts.add(new Count(Figure.FILES, channel, received.getOrDefault(channel, 0L)));
        }
        SubmissionFigureRows.Returned returned = rows.returned(from, to);
        counts.add(new Count(Figure.FILES_RETURNED, returned.files()));
        counts.add(new Count(Figure.LINES, returned.lines()));
        counts.add(new Count(Figure.LINES_OPPOSED, returned.opposed()));
        counts.add(new Count(Figure.LINES_FORBIDDEN, returned.forbidden()));
        counts.add(new Count(Figure.LINES_UNCHECKED, returned.unchecked()));
        rows.millis(from, to, HALF).forEach(millis -> counts.add(new Count(Figure.RETURN_P50, millis)));
        rows.millis(from, to, ALMOST_ALL).forEach(millis -> counts.add(new Count(Figure.RETURN_P99, millis)));
        return counts;
    }

    @Override
    public Optional<LocalDate> first() {
        return rows.first().map(LegalCalendar::dayOf);
    }
}
