package org.openbloctel.registry.scrubbing;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
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
 * @param options what the sender said of the layout
 * @param campaign for which campaign, in the sender's words
 * @param campaignId which campaign, if the sender named one by its id
 */
public record ScrubTask(
        UUID id,
        UUID company,
        UUID principal,
        String fileName,
        long size,
        String sha256,
        Instant receivedAt,
        LayoutOptions options,
        Optional<String> campaign,
        Optional<UUID> campaignId) {}
