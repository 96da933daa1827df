package org.openbloctel.registry.vault;

/** A wrapped key that no master key of this server opens: it was altered, belongs elsewhere, or its master key is lost. */
public final class LostKeyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LostKeyException(String message) {
        super(message);
    }
}
