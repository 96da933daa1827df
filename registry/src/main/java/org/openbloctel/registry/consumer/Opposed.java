package org.openbloctel.registry.consumer;

import java.util.UUID;

/** What came of bringing a number. */
public sealed interface Opposed {
    /** Whose it is. */
    UUID consumer();

    /** The number is on the list; the receipt is on its way. */
    record Registered(UUID consumer, Registration registration) implements Opposed {}

    /** The number waits for the code that proves it is the consumer's. */
    record CodeNeeded(UUID consumer, UUID request) implements Opposed {}
}
