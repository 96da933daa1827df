package org.openbloctel.registry.callfiles.scrubbing;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.Nested;

/**
 * A file that is held.
 *
 * @param since when the last attempt ended in the hold
 */
public record HeldFile(@Nested ScrubTask task, String holdKind, String holdFigures, Instant since) {
    /** Why it does not leave. */
    public Hold hold() {
        return Hold.read(holdKind, holdFigures).orElseThrow();
    }

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
