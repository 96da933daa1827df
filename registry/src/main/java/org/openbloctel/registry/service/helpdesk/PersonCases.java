package org.openbloctel.registry.service.helpdesk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.consumer.ConsumerFiles;
import org.openbloctel.registry.accounts.consumer.EmailAddress;
import org.openbloctel.registry.accounts.consumer.RegistrationNumber;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.HelpdeskRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Finds a person's case by their address, a registration number, or the reference of a ticket. Each search is in the audit trail with its
 * purpose, before anything is shown, whether it finds a person or not. Thread-safe.
 */
public final class PersonCases {
    private static final int MAX_TICKETS = 100;

    private final Database database;
    private final AuditTrail audit;
    private final ConsumerFiles files;
    private final TicketRows rows;

    /** Over this database. */
    public PersonCases(Questions.Needs needs) {
        this.database = needs.database();
        this.audit = needs.audit();
        this.files = new ConsumerFiles(database);
        this.rows = TicketRows.in(database, Questions.TicketSeal.texts(database, needs.keys()));
    }

    /** Looks for a person; a text that is neither an address nor a number nor a reference is refused. */
    public PersonCase find(String actor, String typed, PersonCase.Purpose purpose) {
        return database.inAccounts(() -> {
            PersonCase found = find(typed);
            ConsumerFiles.Contents file = found.file();
            String subject = file == null ? "case:none" : "consumer:" + file.id();
            audit.record(new AuditEntry(actor, "person-case.read", subject, details(purpose, found)));
            return found;
        });
    }

    /** Where no account names the person, the tickets that were seen do. */
    private static Map<String, String> details(PersonCase.Purpose purpose, PersonCase found) {
        Map<String, String> details = new HashMap<>();
        details.put("purpose", purpose.name());
        details.put("tickets", Integer.toString(found.tickets().size()));
        if (found.file() == null && !found.tickets().isEmpty()) {
            details.put(
                    "ids",
                    found.tickets().stream()
                            .map(ticket -> ticket.id().toString())
                            .collect(Collectors.joining(" ")));
        }
        return details;
    }

    private PersonCase find(String typed) {
        Optional<TicketReference> reference = TicketReference.read(typed);
        if (reference.isPresent()) {
            return rows.byReference(reference.get()).map(this::ofTicket).orElseGet(() -> of(null, null));
        }
        Optional<RegistrationNumber> number = RegistrationNumber.read(typed);
        if (number.isPresent()) {
            return of(files.byRegistration(number.get()).orElse(null), null);
        }
        String email = email(typed);
        return of(files.byAddress(email).orElse(null), email);
    }

    private static String email(String typed) {
        try {
            return EmailAddress.read(typed).text();
        } catch (RefusedException e) {
            throw new RefusedException(new HelpdeskRefusal.NotACase());
        }
    }

    /** A ticket by mail is of the consumer with that address only where the address was proved. */
    private PersonCase ofTicket(Ticket ticket) {
        UUID consumer = ticket.asker().consumer();
        String email = ticket.asker().email();
        if (consumer != null) {
            return of(files.byId(consumer).orElse(null), null);
        }
        if (email != null && ticket.proved()) {
            return of(files.byAddress(email).orElse(null), email);
        }
        return new PersonCase(null, List.of(ticket));
    }

    private PersonCase of(ConsumerFiles.@Nullable Contents file, @Nullable String email) {
        String address = file != null && file.email() != null ? file.email() : email;
        UUID consumer = file == null ? null : file.id();
        return new PersonCase(
                file, consumer == null && address == null ? List.of() : rows.of(consumer, null, address, MAX_TICKETS));
    }

    /**
     * A person's registrations, letters and tickets, as the operator sees them.
     *
     * @param file their registrations and letters; null where none are found
     * @param tickets theirs without messages, the latest change first
     */
    public record PersonCase(ConsumerFiles.@Nullable Contents file, List<Ticket> tickets) {
        /** Copies the list. */
        public PersonCase {
            tickets = List.copyOf(tickets);
        }

        /** The purpose of opening a case, kept in the audit trail. */
        public enum Purpose {
            /** To answer the person's question. */
            QUESTION,
            /** To deal with the person's letter. */
            LETTER,
            /** To deal with a request about their data. */
            RIGHTS,
            /** To look into a fault of the service. */
            FAULT,
            /** An authority asks by law. */
            AUTHORITY
        }
    }
}
