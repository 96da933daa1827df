package org.openbloctel.scrub.engine;

import java.io.IOException;

/** The results could not be written (a full disk, a read-only folder), as opposed to an input that cannot be read. */
public final class UnwritableException extends IOException {
    private static final long serialVersionUID = 1L;

    private final IOException why;

    /** With what the system said. */
    public UnwritableException(IOException why) {
        super(why);
        this.why = why;
    }

    @Override
    public synchronized IOException getCause() {
        return why;
    }
}
