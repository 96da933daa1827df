package org.openbloctel.registry.callfiles.scrubbing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.platform.filevault.WrappedKey;
import org.openbloctel.scrub.file.LayoutOptions;

/**
 * A submitted call file, as the work on it needs it.
 *
 * @param id the submission's
 * @param company who sent the file
 * @param principal for whom
 * @param fileName the file's name, harmless
 * @param size bytes
 * @param sha256 of the file, hexadecimal
 * @param receivedAt when it was here, whole
 * @param layout what the sender said of the layout, in the columns of a row
 * @param campaign for which campaign, in the sender's words
 * @param campaignId which campaign, if the sender named one by its id
 * @param releasedAt when a person of the operator released it, if it was held
 */
public record ScrubTask(
        UUID id,
        UUID company,
        UUID principal,
        String fileName,
        long size,
        String sha256,
        Instant receivedAt,
        @Nested("option_") Sent.Layout layout,
        Optional<String> campaign,
        Optional<UUID> campaignId,
        Optional<Instant> releasedAt) {
    /** The sender's words on the layout. */
    public LayoutOptions options() {
        return layout.options();
    }

    /** Whether it was held, and a person of the operator released it. */
    public boolean released() {
        return releasedAt.isPresent();
    }

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

    /**
     * A submission that was refused because the work on it failed.
     *
     * @param refusedAt when
     * @param failures how many attempts at it failed
     * @param fault what the last attempt failed by, without a word of the file
     */
    public record Failed(@Nested ScrubTask task, Instant refusedAt, int failures, String fault) {}

    /**
     * A submission that waits or is being worked on.
     *
     * @param failures how many attempts at it failed
     * @param leaseUntil until when no server takes it: an attempt is under way, or one failed and the next waits
     * @param fault what the last attempt failed by, without a word of the file
     */
    public record Waiting(
            @Nested ScrubTask task, State state, int failures, Optional<Instant> leaseUntil, Optional<String> fault) {}

    /**
     * How the queue of scrubs stands.
     *
     * @param waiting how many wait or are being worked on
     * @param failures failed attempts at those
     * @param oldest when the oldest of them was received
     * @param failing how many of them failed again and again
     * @param refused how many were refused within the last hour because the work on them failed
     */
    public record Depth(int waiting, long failures, Optional<Instant> oldest, int failing, int refused) {}
}
