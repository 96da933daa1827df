package org.openbloctel.registry.scrubbing;

import java.time.Instant;

/**
 * A submission that was refused because the work on it failed.
 *
 * @param refusedAt when
 * @param failures how many attempts at it failed
 * @param fault what the last attempt failed by, without a word of the file
 */
public record FailedScrub(ScrubTask task, Instant refusedAt, int failures, String fault) {}
