package org.openbloctel.registry.accounts.credential;

import java.util.Locale;
import java.util.UUID;

/**
 * A person who can sign in.
 *
 * @param id theirs as a member, as staff or as an inspector, too
 * @param realm whose door they come by
 * @param email in lower case
 * @param locale the language of their mails
 * @param secondFactor whether they have set one up
 */
public record Credential(UUID id, Realm realm, String email, Locale locale, boolean secondFactor) {

    /** Whose door it is. One e-mail may be a member's and a staff person's: two credentials. */
    public enum Realm {
        /** People who work for a company. */
        MEMBER,
        /** People who work for the registry's operator. */
        STAFF,
        /** Inspectors of the authority. */
        INSPECTOR
    }
}
