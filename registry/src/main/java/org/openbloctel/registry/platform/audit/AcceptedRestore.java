package org.openbloctel.registry.platform.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * A loss of entries that two people accepted, since the database was put back from a backup. Its entry is part of the chain.
 *
 * @param from the first place whose entry may be another one than before
 * @param at when it was accepted: heads that were seen later are not explained by it
 */
record AcceptedRestore(long from, Instant at) {
    static final String ACTION = "audit.restore-accepted";
    static final String SUBJECT = "audit";
    static final String FROM = "from";

    static Optional<AcceptedRestore> in(AuditEntry.Recorded entry) {
        String from = entry.entry().details().get(FROM);
        return entry.entry().action().equals(ACTION) && from != null
                ? Optional.of(new AcceptedRestore(Long.parseLong(from), entry.at()))
                : Optional.empty();
    }

    boolean explains(Sighting sighting) {
        return sighting.head().seq() >= from && !sighting.at().isAfter(at);
    }
}
