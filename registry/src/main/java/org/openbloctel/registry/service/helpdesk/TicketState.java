package org.openbloctel.registry.service.helpdesk;

import java.util.EnumSet;
import java.util.Set;

/** The states of a ticket, with the only table of the transitions between them. */
public enum TicketState {
    /** The operator's turn: a question, or a reply, has no answer yet. */
    NEW,
    /** It was answered, and the operator expects nothing. */
    ANSWERED,
    /** The asker's turn: the operator asked something back. */
    WAITING,
    /** Nothing came for a while, or the operator closed it; a reply opens it again. */
    CLOSED;

    /** The states that may come next. */
    public Set<TicketState> next() {
        return switch (this) {
            case NEW -> EnumSet.of(ANSWERED, WAITING, CLOSED);
            case ANSWERED -> EnumSet.of(NEW, WAITING, CLOSED);
            case WAITING -> EnumSet.of(NEW, ANSWERED, CLOSED);
            case CLOSED -> EnumSet.of(NEW);
        };
    }

    /** Whether a ticket in this state may be brought to that one, or stay in it. */
    boolean mayBecome(TicketState other) {
        return this == other || next().contains(other);
    }
}
