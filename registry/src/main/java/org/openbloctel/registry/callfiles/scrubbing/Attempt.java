package org.openbloctel.registry.callfiles.scrubbing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.openbloctel.registry.platform.filevault.WrappedKey;

/**
 * An attempt at a task.
 *
 * @param number counts the attempts at this task: the fencing token
 * @param key of the file as it was sent, and of what comes back
 * @param inputs the names of the file's pieces in the vault
 * @param queuedAt since when it waits: since its receipt, or the end of its last hold
 */
record Attempt(@Nested ScrubTask task, int number, WrappedKey key, List<String> inputs, Instant queuedAt) {
    UUID id() {
        return task.id();
    }
}
