package org.openbloctel.registry.platform.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * A key of the chain, and the place from which on it makes the hashes.
 *
 * @param from the last entry before
 * @param root where the trail began when it was sealed
 * @param at when
 * @param hashing by its key; empty when no master key of this server opens it
 */
record TrailSeal(Link from, Link root, Instant at, Optional<Hashing> hashing) {
    /** What the key is wrapped for: moved to another place of the chain, it does not open. {@code SealedColumn} has the same as SQL. */
    static String context(Link from, Link root) {
        return "audit-seal:" + from.seq() + ":" + from.hash() + ":" + root.seq() + ":" + root.hash();
    }
}
