package org.openbloctel.registry.service.helpdesk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.consumer.ConsumerFiles;

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
