package org.openbloctel.registry.accounts.company;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.figures.CountedByDay;
import org.openbloctel.registry.platform.figures.Figure;

/** How many companies are verified and have a subscription, and what was invoiced on a day. Thread-safe. */
public final class CompanyFigures implements CountedByDay {
    private final CompanyRows companies;
    private final SubscriptionRows subscriptions;
    private final InvoiceRows invoices;
    private final InstantSource clock;

    /** The figures of this database's companies. */
    public CompanyFigures(Database database, InstantSource clock) {
        this.companies = database.rows(CompanyRows.class);
        this.subscriptions = database.rows(SubscriptionRows.class);
        this.invoices = database.rows(InvoiceRows.class);
        this.clock = clock;
    }

    /** A credit note is a negative amount on its own day. */
    @Override
    public List<Count> on(LocalDate day) {
        return List.of(new Count(Figure.FEES, invoices.netCents(day)));
    }

    @Override
    public List<Count> now() {
        return List.of(
                new Count(Figure.PROFESSIONALS, companies.count(Company.State.VERIFIED)),
                new Count(Figure.SUBSCRIBERS, subscriptions.subscribers(LegalCalendar.today(clock))));
    }

    @Override
    public Optional<LocalDate> first() {
        return invoices.firstDay();
    }
}
