package org.openbloctel.registry.scrubbing;

import java.time.Instant;
import java.util.Optional;

/**
 * How the queue of scrubs stands.
 *
 * @param waiting how many wait or are being worked on
 * @param failures failed attempts at those
 * @param oldest when the oldest of them was received
 * @param failing how many of them failed again and again
 * @param refused how many were refused within the last hour because the work on them failed
 */
public record QueueDepth(int waiting, long failures, Optional<Instant> oldest, int failing, int refused) {}
