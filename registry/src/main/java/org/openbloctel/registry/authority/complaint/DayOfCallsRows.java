package org.openbloctel.registry.authority.complaint;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Territory;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The calls in the table of complaints. Reads alone, and is thread-safe. */
final class DayOfCallsRows {
    private final Database database;

    DayOfCallsRows(Database database) {
        this.database = database;
    }

    /**
     * The calls of complaints received between two instants, each once: not those of an earlier complaint, the one that it joined or another
     * one about the same two numbers. A complaint without its number, which was erased, is compared with those that joined each other.
     */
    List<ComplaintCall> received(Instant from, Instant to) {
        return database.accounts()
                .sql("""
                        with received as (
                            select c.id, coalesce(c.same_as, c.id) as head, c.same_as is not null as joins, c.number, c.caller, c.subject,
                                c.departement, c.received_at, call.at
                            from accounts.complaint c cross join lateral unnest(c.calls) as call (at)
                            where c.received_at >= :from and c.received_at < :to),
                        joined as (
                            select distinct on (head, at) * from received
                            order by head, at, received_at, joins, id),
                        calls as (
                            select distinct on (coalesce(number, head), caller, at) * from joined
                            order by coalesce(number, head), caller, at, received_at, joins, id)
                        select number, caller, at, subject, departement from calls c
                        where not exists (select from accounts.complaint e where e.id = c.head
                                and e.received_at < :from and c.at = any(e.calls))
                            and not exists (select from accounts.complaint e where e.same_as = c.head
                                and e.received_at < :from and c.at = any(e.calls))
                            and not exists (select from accounts.complaint e where e.number = c.number
                                and e.caller is not distinct from c.caller
                                and e.received_at < :from and c.at = any(e.calls))
                        """)
                .param("from", Columns.timestamp(from))
                .param("to", Columns.timestamp(to))
                .query(this::row)
                .list();
    }

    private ComplaintCall row(ResultSet row, int n) throws SQLException {
        Long number = number(row, "number");
        Long caller = number(row, "caller");
        Territory territory = number == null ? Territory.MAINLAND : Territory.of(number);
        ZoneId zone = number == null ? LegalCalendar.ZONE : territory.zone();
        String said = row.getString("departement");
        ZonedDateTime local = Columns.instant(row, "at").atZone(zone);
        return new ComplaintCall(
                local.toLocalDate(),
                local.getHour(),
                caller == null ? null : new CallingNumber(caller),
                Subject.valueOf(row.getString("subject")),
                said == null ? department(territory) : said);
    }

    /** Where the person does not say it: a number of an overseas département shows it, one of the mainland does not. */
    private static String department(Territory territory) {
        return switch (territory) {
            case MAINLAND -> "";
            case GUADELOUPE -> "971";
            case MARTINIQUE -> "972";
            case GUYANE -> "973";
            case REUNION -> "974";
            case SAINT_PIERRE_ET_MIQUELON -> "975";
            case MAYOTTE -> "976";
        };
    }

    private @Nullable Long number(ResultSet row, String column) throws SQLException {
        UUID block = row.getObject(column, UUID.class);
        return block == null ? null : database.accountsNumbers().open(block);
    }
}
