package org.openbloctel.registry.company;

import java.util.Locale;

/** What a key may do. */
public enum Scope {
    /** Has single numbers checked. */
    CHECKS,
    /** Submits call files and fetches what comes back. */
    SUBMISSIONS,
    /** Asks whether calls may be made. */
    VERDICTS,
    /** Declares campaigns and reports calls. */
    CALLS,
    /** Records consents and withdrawals. */
    CONSENTS,
    /** Keeps the endpoints that are told of what happens. */
    WEBHOOKS;

    /** As it stands in the API and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
