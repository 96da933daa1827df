package org.openbloctel.registry.credential;

/** Whose door it is. One e-mail may be a member's and a staff person's: two credentials. */
public enum Realm {
    /** People who work for a company. */
    MEMBER,
    /** People who work for the registry's operator. */
    STAFF
}
