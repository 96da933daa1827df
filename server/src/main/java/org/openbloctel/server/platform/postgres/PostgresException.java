package org.openbloctel.server.platform.postgres;

import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL cannot run here. Says why, and what a person can do about it. */
public final class PostgresException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String cure;

    PostgresException(String why, String cure) {
        this(why, cure, null);
    }

    PostgresException(String why, String cure, @Nullable Throwable cause) {
        super(why, cause);
        this.cure = cure;
    }

    /** What to do. */
    public String cure() {
        return cure;
    }
}
