package org.openbloctel.registry.service.helpdesk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The filter and the order of a list of tickets.
 *
 * @param state null for all
 * @param owner null for all
 * @param unowned those without an owner alone
 * @param words which have to stand in subject, messages or notes; empty for any
 */
public record TicketQuery(
        @Nullable TicketState state, @Nullable UUID owner, boolean unowned, String words, Order order) {
    /** The order of a list. */
    public enum Order {
        /** Those whose answer is due first, then the latest change. */
        DUE,
        /** The latest change first. */
        LATEST,
        /** Those that came first. */
        EARLIEST
    }
}
