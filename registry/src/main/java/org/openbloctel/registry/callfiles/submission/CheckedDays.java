package org.openbloctel.registry.callfiles.submission;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/** How many lines companies had checked, and how many of them were on the list; by the day in France. Thread-safe. */
public final class CheckedDays {
    private final SubmissionFigureRows rows;

    /** The days of this database's submissions. */
    public CheckedDays(Database database) {
        this.rows = database.rows(SubmissionFigureRows.class);
    }

    /**
     * The files that a company got back on a day.
     *
     * @param lines all lines of them
     * @param opposed those whose number is on the list
     */
    public record Day(LocalDate day, long files, long lines, long opposed) {}

    /** The days from this one on on which files of the company came back, in their order. */
    public List<Day> of(UUID company, LocalDate from) {
        return rows.ofCompany(company, LegalCalendar.startOf(from), LegalCalendar.ZONE.getId());
    }

    /**
     * The sums of a principal.
     *
     * @param opposed lines whose number was on the list
     */
    public record OfPrincipal(UUID principal, long lines, long opposed) {}

    /** The sums of the files that came back from a day on, by the principal. */
    public List<OfPrincipal> byPrincipal(LocalDate from) {
        return rows.byPrincipal(LegalCalendar.startOf(from));
    }

    /** Those of some companies that got a file back from a day on, as sender or principal. */
    public Set<UUID> checkedSince(Collection<UUID> companies, LocalDate from) {
        return rows.checkedSince(companies, LegalCalendar.startOf(from));
    }
}
