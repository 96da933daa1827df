package org.openbloctel.registry.authority.inspection;

import java.util.Locale;
import java.util.UUID;

/**
 * An inspector who can sign in.
 *
 * @param name the name that colleagues see
 * @param email the address with which they sign in
 * @param locale of their mails
 * @param secondFactor whether they have set one up
 */
public record InspectorAccount(UUID id, String name, String email, Locale locale, Rank rank, boolean secondFactor) {
    /** The rank of an inspector among inspectors. */
    public enum Rank {
        /** Invites inspectors and removes them. */
        HEAD,
        /** Neither. */
        INSPECTOR
    }
}
