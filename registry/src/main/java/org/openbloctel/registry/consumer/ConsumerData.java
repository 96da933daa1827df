package org.openbloctel.registry.consumer;

import java.time.Instant;
import java.util.List;

/**
 * All that is held about a consumer, for them to take along.
 *
 * @param at when it was put together
 * @param consumer the person
 * @param registrations living and ended
 * @param waiting numbers that wait for their code
 * @param codesSentAt when codes were sent to them
 * @param events what was done to the registrations, oldest first
 */
public record ConsumerData(
        Instant at,
        Consumer consumer,
        List<Registration> registrations,
        List<OppositionRequest> waiting,
        List<Instant> codesSentAt,
        List<Event> events) {
    /** Copies the lists. */
    public ConsumerData {
        registrations = List.copyOf(registrations);
        waiting = List.copyOf(waiting);
        codesSentAt = List.copyOf(codesSentAt);
        events = List.copyOf(events);
    }

    /**
     * One thing that was done.
     *
     * @param at when
     * @param action what, as {@code feature.verb}
     * @param subject to what: a kind and an id
     */
    public record Event(Instant at, String action, String subject) {}
}
