package org.openbloctel.registry.authority.complaint;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Territory;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
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

    private final Database database;
    private final DayOfCallsRows rows;

    /** Over this database. */
    public DayOfCalls(Database database) {
        this.database = database;
        this.rows = database.rows(DayOfCallsRows.class);
    }

    /** The calls of the complaints that were received on a day in France, each once: of several complaints about one call the first has it. */
    public List<ComplaintCall> of(LocalDate day) {
        return rows.received(LegalCalendar.startOf(day), LegalCalendar.endOf(day)).stream()
                .map(this::call)
                .sorted(ORDER)
                .toList();
    }

    private ComplaintCall call(DayOfCallsRows.Row row) {
        PhoneNumber number = ComplaintSeal.number(database, row.number());
        ZonedDateTime local = row.at().atZone(Complaint.zone(number));
        String said = row.departement();
        return new ComplaintCall(
                local.toLocalDate(),
                local.getHour(),
                CallingNumber.opened(database, row.caller()),
                row.subject(),
                said == null ? department(number) : said);
    }

    /** Where the person does not say it: a number of an overseas département shows it, one of the mainland does not. */
    private static String department(@Nullable PhoneNumber number) {
        Territory territory = number == null ? Territory.MAINLAND : Territory.of(number.e164());
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
}
