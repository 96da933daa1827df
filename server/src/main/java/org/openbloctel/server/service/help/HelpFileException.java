package org.openbloctel.server.service.help;

/** A file of the help cannot be shown; the message says why, in English, for the operator. */
final class HelpFileException extends Exception {
    private static final long serialVersionUID = 1L;

    HelpFileException(String message) {
        super(message);
    }
}
