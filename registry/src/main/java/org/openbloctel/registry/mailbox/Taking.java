package org.openbloctel.registry.mailbox;

import java.time.Instant;
import java.util.UUID;

/** What came of taking a mail up. */
public sealed interface Taking {
    /** It is this server's, for some minutes; only the latest attempt settles it. */
    record Mine(UUID mail, int attempt, Instant seenAt) implements Taking {}

    /** Another server has it. */
    record Others() implements Taking {}

    /** It was settled; what is left is to take it out of the folder. */
    record Over(MailOutcome outcome) implements Taking {}
}
