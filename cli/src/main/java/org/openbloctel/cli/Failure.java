package org.openbloctel.cli;

/** A command that ends with a message for its user: a key of the message bundle, what goes into it, and an exit code. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String key;
    private final transient Object[] arguments;

    Failure(int exitCode, String key, Object... arguments) {
        super(key);
        this.exitCode = exitCode;
        this.key = key;
        this.arguments = arguments;
    }

    int exitCode() {
        return exitCode;
    }

    /** Whether its message is this one of the bundle. */
    boolean is(String message) {
        return key.equals(message);
    }

    String message(Messages messages) {
        return messages.get(key, arguments);
    }
}
