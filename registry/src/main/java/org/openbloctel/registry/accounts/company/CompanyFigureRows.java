package org.openbloctel.registry.accounts.company;

import java.time.LocalDate;
import java.util.Optional;
import org.openbloctel.registry.platform.database.Database;

/** Counts of companies, of their subscriptions and invoices. */
final class CompanyFigureRows {
    private final Database database;

    CompanyFigureRows(Database database) {
        this.database = database;
    }

    long verified() {
        return database.accounts()
                .sql("select count(*) from accounts.company where state = 'VERIFIED'")
                .query(Long.class)
                .single();
    }

    long subscribers(LocalDate day) {
        return database.accounts().sql("""
                        select count(distinct s.company) from accounts.subscription s join accounts.company c on c.id = s.company
                        where c.state = 'VERIFIED' and s.cancelled_at is null and s.starts_on <= :day and s.ends_on > :day
                        """).param("day", day).query(Long.class).single();
    }

    long invoicedCents(LocalDate day) {
        return database.accounts()
                .sql("select coalesce(sum(net_cents), 0) from accounts.invoice where issued_on = :day")
                .param("day", day)
                .query(Long.class)
                .single();
    }

    Optional<LocalDate> firstInvoice() {
        return database.accounts()
                .sql("select issued_on from accounts.invoice order by issued_on limit 1")
                .query(LocalDate.class)
                .optional();
    }
}
