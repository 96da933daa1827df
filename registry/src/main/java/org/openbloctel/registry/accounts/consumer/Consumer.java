package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person with numbers on the list. Either reached by mail, or by letters to a name and a postal address.
 *
 * @param id names them inside the service
 * @param email the confirmed address, or null
 * @param name null when there is an address to mail to
 * @param postalAddress null when there is an address to mail to
 * @param locale French or English
 * @param createdAt since when
 */
public record Consumer(
        UUID id,
        @Nullable String email,
        @Nullable String name,
        @Nullable String postalAddress,
        Locale locale,
        Instant createdAt) {
    /** How the audit trail names them. */
    String actor() {
        return "consumer:" + id;
    }

    @Override
    public String toString() {
        return actor();
    }

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
    public record Data(
            Instant at,
            Consumer consumer,
            List<Registration> registrations,
            List<OppositionRequest> waiting,
            List<Instant> codesSentAt,
            List<Event> events) {
        /** Copies the lists. */
        public Data {
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

    /**
     * What a consumer sees of their own.
     *
     * @param consumer the person
     * @param registrations the living first
     * @param waiting numbers that wait for their code
     * @param mostNumbers how many numbers they may have
     */
    public record Space(
            Consumer consumer, List<Registration> registrations, List<OppositionRequest> waiting, int mostNumbers) {
        /** Copies the lists. */
        public Space {
            registrations = List.copyOf(registrations);
            waiting = List.copyOf(waiting);
        }

        /** What keeps a number on the list. */
        public List<Registration> living() {
            return registrations.stream().filter(Registration::alive).toList();
        }

        /** What does not any more. */
        public List<Registration> ended() {
            return registrations.stream()
                    .filter(registration -> !registration.alive())
                    .toList();
        }

        /** Whether another number may be added. */
        public boolean hasRoom() {
            return living().size() + waiting.size() < mostNumbers;
        }
    }
}
