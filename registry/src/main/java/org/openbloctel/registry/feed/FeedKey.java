package org.openbloctel.registry.feed;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored key of the feed.
 *
 * @param authority who fetches with it
 * @param beginning its first characters, by which people tell keys apart
 * @param expiresOn the last day on which it works
 * @param revokedAt when it was revoked; null for a key that was not
 */
public record FeedKey(
        UUID id,
        String authority,
        String beginning,
        Instant madeAt,
        LocalDate expiresOn,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {
    /** Whether it works on a day. */
    public boolean worksOn(LocalDate day) {
        return revokedAt == null && !day.isAfter(expiresOn);
    }
}
