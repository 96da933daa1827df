package org.openbloctel.registry.company;

/** What a member may do in their company. */
public enum Role {
    /** All, people, keys and payments included. */
    OWNER,
    /** Submits and downloads. */
    OPERATOR,
    /** Reads, downloads no call file. */
    AUDITOR
}
