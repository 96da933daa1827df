package org.openbloctel.server.calls.dossier;

import static java.util.Objects.requireNonNullElse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.DossierRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.forms.KeptForm;

/**
 * The days of a dossier, in France: none in the future, no more years than certificates are kept.
 *
 * @param first the first day
 * @param last the last day
 */
record DossierPeriod(LocalDate first, LocalDate last) {
    static final int MAX_YEARS = Certificates.KEPT_YEARS;

    /** The period of a form, with its last day cut off at today; refused when it holds no day, or too many. */
    static DossierPeriod of(DossierForm form, LocalDate today) {
        LocalDate first = day("from", form.from());
        LocalDate last = day("until", form.until());
        if (last.isAfter(today)) {
            last = today;
        }
        if (first.isAfter(last) || first.isBefore(last.minusYears(MAX_YEARS))) {
            throw new RefusedException(new DossierRefusal.Period(MAX_YEARS));
        }
        return new DossierPeriod(first, last);
    }

    private static LocalDate day(String field, String typed) {
        try {
            return LegalCalendar.read(typed);
        } catch (DateTimeException e) {
            throw new RefusedException(new DossierRefusal.UnreadableDay(field));
        }
    }

    Instant from() {
        return LegalCalendar.startOf(first);
    }

    Instant until() {
        return LegalCalendar.startOf(last.plusDays(1));
    }

    boolean includes(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }

    /** Whether two days include one of these. */
    boolean meets(LocalDate from, LocalDate to) {
        return !from.isAfter(last) && !to.isBefore(first);
    }

    /** Its months, the first one first. */
    List<YearMonth> months() {
        YearMonth end = YearMonth.from(last);
        return Stream.iterate(YearMonth.from(first), month -> !month.isAfter(end), month -> month.plusMonths(1))
                .toList();
    }

    /** The period of a dossier, as typed. */
    record DossierForm(String from, String until) implements KeptForm {
        DossierForm {
            from = requireNonNullElse(from, "").strip();
            until = requireNonNullElse(until, "").strip();
        }
    }
}
