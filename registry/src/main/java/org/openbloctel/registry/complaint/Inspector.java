package org.openbloctel.registry.complaint;

import java.util.UUID;

/**
 * An agent of the authority, who alone reads and moves complaints of others. Made by what proved who they are; the operator's people are
 * none.
 */
public record Inspector(UUID id) {
    /** How the audit trail names them. */
    String actor() {
        return "inspector:" + id;
    }
}
