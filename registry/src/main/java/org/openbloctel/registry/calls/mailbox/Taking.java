package org.openbloctel.registry.calls.mailbox;

import java.time.Instant;
import java.util.UUID;

/** What came of taking a mail up. */
public sealed interface Taking {
    /** It is this server's, for some minutes; only the latest attempt settles it. */
    record Mine(UUID mail, int attempt, Instant seenAt) implements Taking {}

    /** Another server has it. */
    record Others() implements Taking {}

    /** It was settled; what is left is to take it out of the folder. */
    record Over(Outcome outcome) implements Taking {}

    /**
     * Where a mail lies.
     *
     * @param mailbox which mailbox and folder
     * @param validity of the folder's numbering
     * @param uid its number there
     */
    record Place(String mailbox, long validity, long uid) {}

    /** This attempt at a mail is not the latest any more: its outcome does not count. */
    final class TakenElsewhereException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TakenElsewhereException() {
            super("another attempt has begun");
        }
    }

    /** What a mail came to. */
    enum Outcome {
        /** Its files were taken, or each was refused with a reason. */
        TAKEN,
        /** It was refused as a whole, with a reason. */
        REFUSED,
        /** The same mail as one before, with the same files. */
        DUPLICATE,
        /** It says that it is from a member, and nothing proves it. */
        IMPERSONATED,
        /** From a proved address that no member has. */
        STRANGER,
        /** From a program, or from anybody. */
        SILENT,
        /** Reading it failed again and again. */
        UNREADABLE;

        /** Whether nothing of it is needed any more; else a person may want to look at it. */
        public boolean isTaken() {
            return this == TAKEN || this == REFUSED || this == DUPLICATE;
        }
    }
}
