package org.openbloctel.registry.calls.mailbox;

/** This attempt at a mail is not the latest any more: its outcome does not count. */
public final class TakenElsewhereException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TakenElsewhereException() {
        super("another attempt has begun");
    }
}
