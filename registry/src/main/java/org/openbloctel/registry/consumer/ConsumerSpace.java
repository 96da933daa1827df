package org.openbloctel.registry.consumer;

import java.util.List;

/**
 * What a consumer sees of their own.
 *
 * @param consumer the person
 * @param registrations the living first
 * @param waiting numbers that wait for their code
 * @param mostNumbers how many numbers they may have
 */
public record ConsumerSpace(
        Consumer consumer, List<Registration> registrations, List<OppositionRequest> waiting, int mostNumbers) {
    /** Copies the lists. */
    public ConsumerSpace {
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
