package org.openbloctel.registry.authority.feed;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored key of the feed.
 *
 * @param authority who fetches with it
 * @param beginning its first characters, by which people tell keys apart
 * @param networks from where it works, in CIDR; none for a key of the release before, which works from anywhere
 * @param expiresOn the last day on which it works
 * @param revokedAt when it was revoked; null for a key that was not
 */
public record FeedKey(
        UUID id,
        String authority,
        String beginning,
        List<String> networks,
        Instant madeAt,
        LocalDate expiresOn,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {
    /** Copies the list. */
    public FeedKey {
        networks = List.copyOf(networks);
    }

    /** Whether the key works from anywhere. */
    public boolean fromAnywhere() {
        return networks.isEmpty() || networks.stream().anyMatch(network -> network.endsWith("/0"));
    }

    /** Whether it works on a day. */
    public boolean worksOn(LocalDate day) {
        return revokedAt == null && !day.isAfter(expiresOn);
    }
}
