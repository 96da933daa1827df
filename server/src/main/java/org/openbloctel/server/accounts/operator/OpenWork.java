package org.openbloctel.server.accounts.operator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.Invoice;
import org.openbloctel.registry.accounts.company.Invoices;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.registry.accounts.consumer.PaperRegistrations;
import org.openbloctel.registry.platform.retention.ErasureStops;
import org.openbloctel.registry.service.helpdesk.HelpDesk;
import org.springframework.stereotype.Component;

/** What waits for the operator's staff, apart from call files. Counts alone: it names no person and shows no complaint. Thread-safe. */
@Component
final class OpenWork {
    /** More letters than anybody prints in a day. */
    private static final int MAX_LETTERS = 500;

    private final Companies companies;
    private final Invoices invoices;
    private final PaperRegistrations paper;
    private final RegisterLetters letters;
    private final HelpDesk desk;
    private final ErasureStops stops;

    OpenWork(
            Companies companies,
            Invoices invoices,
            PaperRegistrations paper,
            RegisterLetters letters,
            HelpDesk desk,
            ErasureStops stops) {
        this.letters = letters;
        this.companies = companies;
        this.invoices = invoices;
        this.paper = paper;
        this.desk = desk;
        this.stops = stops;
    }

    int stoppedErasures() {
        return stops.waiting().size();
    }

    long companies(Company.State state) {
        return companies.count(state);
    }

    List<Invoice> unpaid() {
        return invoices.open();
    }

    static long overdue(List<Invoice> unpaid, LocalDate today) {
        return unpaid.stream().filter(one -> one.dueOn().isBefore(today)).count();
    }

    int letters() {
        return paper.toPost(MAX_LETTERS).size()
                + letters.toPost(MAX_LETTERS).size()
                + letters.toWrite().size();
    }

    /** Answers that are due, the first to be due first. */
    List<HelpDesk.DueTickets> answers() {
        return desk.due();
    }

    static long late(List<HelpDesk.DueTickets> answers, Instant now) {
        return answers.stream()
                .filter(one -> one.isLate(now))
                .mapToLong(HelpDesk.DueTickets::tickets)
                .sum();
    }
}
