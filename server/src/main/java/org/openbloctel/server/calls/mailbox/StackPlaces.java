package org.openbloctel.server.calls.mailbox;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Says where something was thrown, by classes and lines of code: an exception's own words may quote a mail. */
final class StackPlaces {
    private static final int LINES = 6;

    private StackPlaces() {}

    static String of(Throwable thrown) {
        return thrown.getClass().getName() + " at "
                + Arrays.stream(thrown.getStackTrace())
                        .limit(LINES)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining(", "));
    }
}
