package org.openbloctel.registry.authority.complaint;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who spoke in a call. */
public enum Speaker {
    /** A recorded or automatic voice. */
    MACHINE,
    /** A human, who may have been connected by a system that dials. */
    HUMAN,
    /** The person cannot tell. */
    UNKNOWN;

    /** As it stands in forms and exports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a question that was left open. */
    public static Optional<Speaker> of(String code) {
        return Stream.of(values()).filter(one -> one.code().equals(code)).findFirst();
    }
}
