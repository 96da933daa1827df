package org.openbloctel.registry.authority.complaint;

import java.util.Optional;
import java.util.UUID;

/**
 * An agent of the authority, who alone reads and moves complaints of others. Made by what proved who they are; the operator's people are
 * none.
 */
public record Inspector(UUID id) {
    private static final String KIND = "inspector:";

    /** The inspector whom the audit trail names so; empty for another kind of actor. */
    static Optional<Inspector> of(String actor) {
        return actor.startsWith(KIND)
                ? Optional.of(new Inspector(UUID.fromString(actor.substring(KIND.length()))))
                : Optional.empty();
    }

    /** How the audit trail names them. */
    public String actor() {
        return KIND + id;
    }
}
