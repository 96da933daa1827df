package org.openbloctel.registry.submission;

import java.util.Locale;

/** What the answer of a submission says. */
public enum Scope {
    /** Whether a number is on the list: nothing else was looked at, and a number that is not on it may still be forbidden. */
    LIST,
    /** Whether a number may be called for the campaign, by all that the registry knows and the law of the day. */
    LAW;

    /** As it stands in tables and in the API. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Scope of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
