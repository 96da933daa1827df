package org.openbloctel.registry.publication;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the list stands in this process.
 *
 * @param fresh whether it can be given out
 * @param provedAgo how long ago it was last proved to be the newest; null when it never was
 * @param revision its revision; 0 when there is none yet
 * @param changedAt when that revision was made
 * @param numbers how many numbers are on it
 * @param changes how many of them differ from the snapshot below
 * @param snapshotRevision the newest snapshot of this server
 */
public record PublicationStatus(
        boolean fresh,
        @Nullable Duration provedAgo,
        long revision,
        Instant changedAt,
        long numbers,
        int changes,
        long snapshotRevision) {}
