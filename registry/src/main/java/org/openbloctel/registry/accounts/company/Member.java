package org.openbloctel.registry.accounts.company;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A person who works for a company here.
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

    /** What a member may do in their company. */
    public enum Role {
        /** All, people, keys and payments included. */
        OWNER,
        /** Submits and downloads. */
        OPERATOR,
        /** Reads, downloads no call file. */
        AUDITOR
    }

    /**
     * A person invited to join a company.
     *
     * @param id the invitation's
     * @param company into which company
     * @param companyName its name
     * @param email where the link went
     * @param role what they will be
     * @param expiresAt until when
     */
    public record Invitation(UUID id, UUID company, String companyName, String email, Role role, Instant expiresAt) {}

    /**
     * The details of a person who becomes a member of a company.
     *
     * @param name theirs
     * @param email theirs, known to be
     * @param password theirs
     * @param locale the language of their mails
     */
    public record Details(String name, String email, String password, Locale locale) {
        @Override
        public String toString() {
            return "NewMember";
        }
    }
}
