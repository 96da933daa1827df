package org.openbloctel.registry.submission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.database.Database;

/** How many lines a company had checked on which day in France, and how many of them were on the list. Thread-safe. */
public final class CheckedDays {
    private final SubmissionFigureRows rows;

    /** The days of this database's submissions. */
    public CheckedDays(Database database) {
        this.rows = new SubmissionFigureRows(database);
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
        return rows.ofCompany(company, LegalCalendar.startOf(from), LegalCalendar.ZONE.getId(), CheckedDays::day);
    }

    private static Day day(ResultSet row, int n) throws SQLException {
        return new Day(
                row.getObject("day", LocalDate.class),
                row.getLong("files"),
                row.getLong("lines"),
                row.getLong("opposed"));
    }
}
