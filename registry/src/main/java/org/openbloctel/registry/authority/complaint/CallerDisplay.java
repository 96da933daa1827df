package org.openbloctel.registry.authority.complaint;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How the telephone showed the number that called. */
public enum CallerDisplay {
    /** A number was shown. */
    SHOWN,
    /** None was: hidden by the caller, or masked by an operator. */
    HIDDEN,
    /** The telephone or the operator marked the call as not authenticated, with a number or without. */
    UNAUTHENTICATED;

    /** As it stands in forms and exports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a question that was left open. */
    public static Optional<CallerDisplay> of(String code) {
        return Stream.of(values()).filter(one -> one.code().equals(code)).findFirst();
    }
}
