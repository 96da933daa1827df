package org.openbloctel.registry.service.helpdesk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question to the operator, with its messages.
 *
 * @param owner the member of the staff who handles it; null for none
 * @param dueAt until when an answer is due; null while none is
 * @param messages the earliest first
 */
public record Ticket(
        UUID id,
        TicketReference reference,
        TicketState state,
        TicketAsker asker,
        boolean proved,
        String subject,
        @Nullable UUID owner,
        @Nullable Instant dueAt,
        Instant receivedAt,
        Instant changedAt,
        List<Message> messages) {
    /** Copies the list. */
    public Ticket {
        messages = List.copyOf(messages);
    }

    /** The kind of a message. */
    public enum Kind {
        /** Written by the asker. */
        QUESTION,
        /** Written by the operator, for the asker. */
        ANSWER,
        /** Written by the operator, for the operator. */
        NOTE
    }

    /**
     * A message.
     *
     * @param author the member of the staff; null for the asker
     * @param dropped attachments of a mail, which were not kept
     * @param elsewhere whether it is a mail from another address than the asker's
     */
    public record Message(Kind kind, @Nullable UUID author, Instant at, String text, int dropped, boolean elsewhere) {
        Message fromElsewhere() {
            return new Message(kind, author, at, text, dropped, true);
        }

        /** Without the text. */
        @Override
        public String toString() {
            return kind.name();
        }
    }

    /** Without the operator's notes: as its asker may see it. */
    Ticket forAsker() {
        return with(messages.stream().filter(one -> one.kind() != Kind.NOTE).toList());
    }

    Ticket with(List<Message> other) {
        return new Ticket(id, reference, state, asker, proved, subject, owner, dueAt, receivedAt, changedAt, other);
    }

    /** Without texts and addresses. */
    @Override
    public String toString() {
        return "ticket:" + id;
    }
}
