package org.openbloctel.registry.mailbox;

/** What a mail came to. */
public enum MailOutcome {
    /** Its files were taken, or each was refused with a reason. */
    TAKEN,
    /** It was refused as a whole, with a reason. */
    REFUSED,
    /** The same mail as one before, with the same files. */
    DUPLICATE,
    /** It says that it is from somebody it is not proved to be from. */
    IMPERSONATED,
    /** From a proved address that nobody here has. */
    STRANGER,
    /** From a program, or from anybody. */
    SILENT,
    /** Reading it failed again and again. */
    UNREADABLE;

    /** Whether nothing of it is needed any more; else somebody may want to look at it. */
    public boolean isTaken() {
        return this == TAKEN || this == REFUSED || this == DUPLICATE;
    }
}
