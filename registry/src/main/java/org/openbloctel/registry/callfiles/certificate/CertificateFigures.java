package org.openbloctel.registry.callfiles.certificate;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.figures.CountedByDay;
import org.openbloctel.registry.platform.figures.Figure;

/** How many certificates were issued on a day. Thread-safe. */
public final class CertificateFigures implements CountedByDay {
    private final CertificateRows rows;

    /** The figures of this database's certificates. */
    public CertificateFigures(Database database) {
        this.rows = database.rows(CertificateRows.class);
    }

    @Override
    public List<Count> on(LocalDate day) {
        return List.of(
                new Count(Figure.CERTIFICATES, rows.issued(LegalCalendar.startOf(day), LegalCalendar.endOf(day))));
    }

    @Override
    public Optional<LocalDate> first() {
        return rows.first().map(LegalCalendar::dayOf);
    }
}
