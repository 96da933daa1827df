package org.openbloctel.registry.callfiles.scrubbing;

import java.time.Instant;
import java.util.Optional;

/**
 * A file that is held.
 *
 * @param since when the last attempt ended in the hold
 */
public record HeldFile(ScrubTask task, Hold hold, Instant since) {
    /** When it is refused unless it left before. */
    public Instant until() {
        return task.receivedAt().plus(Hold.MAX_DURATION);
    }

    /**
     * How held files stand.
     *
     * @param count how many there are
     * @param oldest when the oldest of them was received
     */
    public record Depth(int count, Optional<Instant> oldest) {}
}
