package org.openbloctel.registry.authority.complaint;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/**
 * The calls of the complaints of a day as other authorities may have them: without the person, their number or words, and in an order that
 * does not show which calls stand in one complaint. Thread-safe.
 */
public final class DayOfCalls {
    private static final Comparator<ComplaintCall> ORDER = Comparator.comparing(ComplaintCall::date)
            .thenComparingInt(ComplaintCall::hour)
            .thenComparingLong(
                    call -> call.caller() == null ? 0L : call.caller().value())
            .thenComparing(ComplaintCall::subject)
            .thenComparing(ComplaintCall::department);

    private final DayOfCallsRows rows;

    /** Over this database. */
    public DayOfCalls(Database database) {
        this.rows = new DayOfCallsRows(database);
    }

    /** The calls of the complaints that were received on a day in France, each once: of several complaints about one call the first has it. */
    public List<ComplaintCall> of(LocalDate day) {
        return rows.received(LegalCalendar.startOf(day), LegalCalendar.endOf(day)).stream()
                .sorted(ORDER)
                .toList();
    }
}
