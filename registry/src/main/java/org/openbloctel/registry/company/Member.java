package org.openbloctel.registry.company;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Somebody who works for a company here.
 *
 * @param id theirs; the one of their credential, too
 * @param company whom they work for
 * @param name as they gave it
 * @param email what they sign in with
 * @param locale the language of their mails
 * @param role what they may do
 * @param secondFactor whether they have set one up
 * @param joinedAt since when
 */
public record Member(
        UUID id,
        UUID company,
        String name,
        String email,
        Locale locale,
        Role role,
        boolean secondFactor,
        Instant joinedAt) {

    /** How the audit trail names them. */
    public String actor() {
        return "member:" + id;
    }
}
