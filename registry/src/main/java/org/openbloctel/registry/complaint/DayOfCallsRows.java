package org.openbloctel.registry.complaint;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Territory;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;

/** The calls in the table of complaints. */
final class DayOfCallsRows {
    private final Database database;

    DayOfCallsRows(Database database) {
        this.database = database;
    }

    List<ComplaintCall> received(Instant from, Instant to) {
        List<ComplaintCall> calls = new ArrayList<>();
        database.accounts()
                .sql("""
                        select number, caller, calls, subject, departement from accounts.complaint
                        where received_at >= :from and received_at < :to and same_as is null
                        """)
                .param("from", Columns.timestamp(from))
                .param("to", Columns.timestamp(to))
                .query((ResultSet row) -> add(row, calls));
        return calls;
    }

    private void add(ResultSet row, List<ComplaintCall> calls) throws SQLException {
        Long number = number(row, "number");
        Long caller = number(row, "caller");
        Territory territory = number == null ? Territory.MAINLAND : Territory.of(number);
        ZoneId zone = number == null ? LegalCalendar.ZONE : territory.zone();
        String said = row.getString("departement");
        String department = said == null ? department(territory) : said;
        Subject subject = Subject.valueOf(row.getString("subject"));
        for (Object at : (Object[]) row.getArray("calls").getArray()) {
            ZonedDateTime local = ((Timestamp) at).toInstant().atZone(zone);
            calls.add(new ComplaintCall(
                    local.toLocalDate(),
                    local.getHour(),
                    caller == null ? null : new CallingNumber(caller),
                    subject,
                    department));
        }
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
