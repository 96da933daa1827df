package org.openbloctel.registry.authority.complaint;

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

/**
 * How many complaints were received on a day, by what the calls were about, and how many were closed, by the outcome, after how many days.
 * The outcome is that of the day: a sanction that is annulled later is no other outcome. Each complaint counts, those that joined another one
 * about the same call too: each has an answer of its own. Thread-safe.
 */
public final class ComplaintFigures implements CountedByDay {
    private final ComplaintCountRows rows;

    /** The figures of this database's complaints. */
    public ComplaintFigures(Database database) {
        this.rows = ComplaintCountRows.in(database);
    }

    @Override
    public List<Count> on(LocalDate day) {
        Instant from = LegalCalendar.startOf(day);
        Instant to = LegalCalendar.endOf(day);
        List<Count> counts = new ArrayList<>();
        Map<Subject, Long> received = rows.received(from, to);
        for (Subject subject : Subject.values()) {
            counts.add(new Count(Figure.COMPLAINTS, subject.code(), received.getOrDefault(subject, 0L)));
        }
        Map<ClosingReason, ComplaintCountRows.Closed> closed = rows.closed(from, to, LegalCalendar.ZONE.getId());
        long days = 0;
        for (ClosingReason reason : ClosingReason.values()) {
            if (reason != ClosingReason.SANCTION_ANNULLED) {
                ComplaintCountRows.Closed one = closed.getOrDefault(reason, ComplaintCountRows.Closed.NONE);
                counts.add(new Count(Figure.COMPLAINTS_CLOSED, code(reason), one.complaints()));
                days += one.days();
            }
        }
        counts.add(new Count(Figure.COMPLAINT_DAYS, days));
        return counts;
    }

    private static String code(ClosingReason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Optional<LocalDate> first() {
        return rows.first().map(LegalCalendar::dayOf);
    }
}
