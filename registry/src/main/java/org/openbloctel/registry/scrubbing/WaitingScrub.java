package org.openbloctel.registry.scrubbing;

import java.time.Instant;
import java.util.Optional;
import org.openbloctel.registry.intake.State;

/**
 * A submission that waits or is being worked on.
 *
 * @param failures how many attempts at it failed
 * @param leaseUntil until when no server takes it: an attempt is under way, or one failed and the next waits
 * @param fault what the last attempt failed by, without a word of the file
 */
public record WaitingScrub(
        ScrubTask task, State state, int failures, Optional<Instant> leaseUntil, Optional<String> fault) {}
