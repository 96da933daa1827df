package org.openbloctel.registry.accounts.company;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A public key to which the results of a company are sealed, for a while.
 *
 * @param recipient the key as age writes it
 * @param addedBy who registered it, as the audit trail names them
 * @param from since when it holds, or from when it will
 * @param until when it ends; empty for the last one
 * @param endedBy who replaced or withdrew it
 */
public record SealingKey(
        UUID id,
        UUID company,
        String recipient,
        String addedBy,
        Instant addedAt,
        Instant from,
        Optional<Instant> until,
        Optional<String> endedBy) {

    /** Whether results are sealed to it at an instant. */
    public boolean holds(Instant at) {
        return !at.isBefore(from) && until.filter(end -> !at.isBefore(end)).isEmpty();
    }
}
