package org.openbloctel.registry.service.helpdesk;

import java.time.Instant;

/**
 * Answers that are due at the same instant.
 *
 * @param at the end of their last day
 */
public record DueTickets(Instant at, long tickets) {
    /** Whether they are late. */
    public boolean isLate(Instant now) {
        return at.isBefore(now);
    }
}
