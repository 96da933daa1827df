package org.openbloctel.registry.service.helpdesk;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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
        State state,
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

    /** The states of a ticket, with the only table of the transitions between them. */
    public enum State {
        /** The operator's turn: a question, or a reply, has no answer yet. */
        NEW,
        /** It was answered, and the operator expects nothing. */
        ANSWERED,
        /** The asker's turn: the operator asked something back. */
        WAITING,
        /** Nothing came for a while, or the operator closed it; a reply opens it again. */
        CLOSED;

        /** The states that may come next. */
        public Set<State> next() {
            return switch (this) {
                case NEW -> EnumSet.of(ANSWERED, WAITING, CLOSED);
                case ANSWERED -> EnumSet.of(NEW, WAITING, CLOSED);
                case WAITING -> EnumSet.of(NEW, ANSWERED, CLOSED);
                case CLOSED -> EnumSet.of(NEW);
            };
        }

        /** Whether a ticket in this state may be brought to that one, or stay in it. */
        boolean mayBecome(State other) {
            return this == other || next().contains(other);
        }
    }
}
