package org.openbloctel.registry.webhook;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.event.EventType;

/**
 * One event for one endpoint.
 *
 * @param id which
 * @param seq its place among all, ascending: the cursor of lists
 * @param messageId the event's id, as the receiver sees it at every attempt
 * @param type of what
 * @param at when it happened
 * @param state how it stands
 * @param attempts since it was raised or sent again by hand
 * @param next when it is tried next, while it waits
 * @param settledAt when it was delivered or given up
 */
public record Delivery(
        UUID id,
        long seq,
        String messageId,
        EventType type,
        Instant at,
        State state,
        int attempts,
        Optional<Instant> next,
        Optional<Instant> settledAt) {
    /** How a delivery stands. */
    public enum State {
        /** To be tried, or tried again. */
        WAITING,
        /** The receiver took it. */
        DELIVERED,
        /** Given up; it can be sent again by hand. */
        FAILED;

        /** As it stands in bundles. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
