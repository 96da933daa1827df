package org.openbloctel.registry.inspection;

import java.util.Locale;
import java.util.UUID;

/**
 * An inspector who can sign in.
 *
 * @param name theirs, as colleagues read it
 * @param email what they sign in with
 * @param locale of their mails
 * @param secondFactor whether they have set one up
 */
public record InspectorAccount(UUID id, String name, String email, Locale locale, Rank rank, boolean secondFactor) {
    /** What an inspector may do among inspectors. */
    public enum Rank {
        /** Invites inspectors and removes them. */
        HEAD,
        /** Neither. */
        INSPECTOR
    }
}
