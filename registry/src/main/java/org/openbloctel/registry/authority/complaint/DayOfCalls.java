package org.openbloctel.registry.authority.complaint;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Territory;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/**
 * The calls of the complaints of a day as other authorities may have them: without the person, their number or words, and in an order that
 * does not show which calls stand in one complaint. Thread-safe.
 */
public final class DayOfCalls {
    private static final Comparator<Call> ORDER = Comparator.comparing(Call::date)
            .thenComparingInt(Call::hour)
            .thenComparingLong(
                    call -> call.caller() == null ? 0L : call.caller().value())
            .thenComparing(Call::subject)
            .thenComparing(Call::department);

    /**
     * A call that a person complains about.
     *
     * @param date where the person is
     * @param hour the full hour there, from 0 to 23
     * @param caller the calling number; null when none was shown
     * @param department the code of the département, as the person says or an overseas number shows; empty when it is not known
     */
    public record Call(LocalDate date, int hour, @Nullable CallingNumber caller, Subject subject, String department) {
        /** The sector as the law distinguishes it; empty when the subject is not known. */
        public Optional<Sector> sector() {
            return Optional.ofNullable(subject.sector());
        }
    }

    private final Database database;
    private final DayOfCallsRows rows;

    /** Over this database. */
    public DayOfCalls(Database database) {
        this.database = database;
        this.rows = database.rows(DayOfCallsRows.class);
    }

    /** The calls of the complaints that were received on a day in France, each once: of several complaints about one call the first has it. */
    public List<Call> of(LocalDate day) {
        return rows.received(LegalCalendar.startOf(day), LegalCalendar.endOf(day)).stream()
                .map(this::call)
                .sorted(ORDER)
                .toList();
    }

    private Call call(DayOfCallsRows.Row row) {
        PhoneNumber number = ComplaintSeal.number(row.number(), database);
        ZonedDateTime local = row.at().atZone(Complaint.zone(number));
        String said = row.departement();
        return new Call(
                local.toLocalDate(),
                local.getHour(),
                CallingNumber.opened(row.caller(), database),
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
