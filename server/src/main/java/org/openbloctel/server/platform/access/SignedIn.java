package org.openbloctel.server.platform.access;

import java.io.Serializable;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** Who is at the other end of a session or a key: the principal of Spring Security's authentication. */
public sealed interface SignedIn extends Serializable {
    /** How the audit trail names them: a kind and an id. */
    String actor();

    /** A consumer in their space. */
    record Consumer(UUID id) implements SignedIn {
        @Override
        public String actor() {
            return "consumer:" + id;
        }
    }

    /**
     * A member of a company.
     *
     * @param id the member
     * @param company the company they act for: their own
     * @param role what they may do in it
     * @param secondFactor whether the second factor was given in this session
     */
    record Member(UUID id, UUID company, Role role, boolean secondFactor) implements SignedIn {
        @Override
        public String actor() {
            return "member:" + id;
        }
    }

    /**
     * A member of the operator's staff.
     *
     * @param id the person
     * @param secondFactor whether the second factor was given in this session
     */
    record Staff(UUID id, boolean secondFactor) implements SignedIn {
        @Override
        public String actor() {
            return "staff:" + id;
        }
    }

    /**
     * An inspector of the authority.
     *
     * @param id the inspector
     * @param rank what they may do among inspectors
     * @param secondFactor whether the second factor was given in this session
     */
    record Inspector(UUID id, Rank rank, boolean secondFactor) implements SignedIn {
        @Override
        public String actor() {
            return "inspector:" + id;
        }
    }

    /**
     * A program with an API key.
     *
     * @param id the key
     * @param company whose key it is
     * @param scopes what it may do
     * @param principals the companies for which alone it acts; empty for all for which its company may
     * @param test whether it is a test key: fixed answers, nothing counted, nothing stored
     */
    record Key(UUID id, UUID company, Set<String> scopes, Set<UUID> principals, boolean test) implements SignedIn {
        /** Copies the collections. */
        public Key {
            scopes = Set.copyOf(scopes);
            principals = Set.copyOf(principals);
        }

        /** A key that acts for all for which its company may. */
        public Key(UUID id, UUID company, Set<String> scopes, boolean test) {
            this(id, company, scopes, Set.of(), test);
        }

        /** Whether the key acts for some companies alone. */
        public boolean isBound() {
            return !principals.isEmpty();
        }

        /** Whether the key itself allows acts for a company. */
        public boolean mayActFor(UUID principal) {
            return principals.isEmpty() || principals.contains(principal);
        }

        /** Refuses unless it may. */
        public void requireFor(UUID principal) {
            if (!mayActFor(principal)) {
                throw new RefusedException(new CompanyRefusal.NoMandate());
            }
        }

        @Override
        public String actor() {
            return "key:" + id;
        }
    }

    /** What a member may do in their company. */
    enum Role {
        /** All, people and payments included. */
        OWNER,
        /** Submits and downloads. */
        OPERATOR,
        /** Reads, downloads no call file. */
        AUDITOR
    }

    /** What an inspector may do among inspectors; all of them read and move complaints. */
    enum Rank {
        /** Invites inspectors and removes them. */
        HEAD,
        /** Neither. */
        INSPECTOR
    }
}
