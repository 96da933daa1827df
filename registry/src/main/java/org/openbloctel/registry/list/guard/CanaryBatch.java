package org.openbloctel.registry.list.guard;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Canaries that came in one file.
 *
 * @param lender who lent the numbers
 * @param numbers how many there were
 * @param retired how many of them are none any more, since a person registered them or they left the list
 * @param askedBy the person of the operator who brought the file
 * @param listedAt since when they are on the list
 * @param withdrawnAt when they went back
 */
public record CanaryBatch(
        UUID id,
        String lender,
        int numbers,
        int retired,
        String askedBy,
        Instant askedAt,
        Optional<Instant> listedAt,
        Optional<Instant> withdrawnAt) {
    /** Whether they are on the list now. */
    public boolean isListed() {
        return listedAt.isPresent() && withdrawnAt.isEmpty();
    }

    /** Whether they wait for a second person. */
    public boolean isAsked() {
        return listedAt.isEmpty() && withdrawnAt.isEmpty();
    }
}
