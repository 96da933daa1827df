package org.openbloctel.registry.list.guard;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A company that asked for a canary.
 *
 * @param principal for whom
 * @param actor the key, the member, or the submission with the file
 * @param returnedAt when it was first answered; empty when the file was held
 */
public record CanarySighting(
        UUID company,
        UUID principal,
        String actor,
        Asker.Door door,
        Instant lastAt,
        long times,
        Optional<Instant> returnedAt) {}
