package org.openbloctel.registry.credential;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passkey as its holder sees it.
 *
 * @param id names it here
 * @param name what its holder calls it
 * @param addedAt since when
 * @param lastUsedAt when it last proved something; null if it never did
 * @param copied whether its maker keeps it on several devices
 */
public record Passkey(
        UUID id, String name, Instant addedAt, @Nullable Instant lastUsedAt, boolean copied) {}
