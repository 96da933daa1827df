package org.openbloctel.registry.consumer;

import java.util.UUID;

/** What came of bringing a number. */
public sealed interface Opposed {
    /** Whose it is. */
    UUID consumer();

    /**
     * The number is on the list.
     *
     * @param added whether it is so from now on, with its receipt on the way; else it was on the list already, and nothing is sent
     */
    record Registered(UUID consumer, Registration registration, boolean added) implements Opposed {}

    /** The number waits for the code that proves it is the consumer's. */
    record CodeNeeded(UUID consumer, UUID request) implements Opposed {}
}
