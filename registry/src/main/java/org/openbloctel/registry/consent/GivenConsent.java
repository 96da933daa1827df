package org.openbloctel.registry.consent;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A consent as whoever holds the number may see it: the proof that the decree lets them have. The number itself is not in it.
 *
 * @param id its id
 * @param principal to whom it was given
 * @param siren of whom it was given to
 * @param thirdParties who may call, too: names where they are known, and SIREN
 * @param recordedBy the company that claims it; null when it was given here
 * @param reference the recorder's name for it
 * @param goods the kind of goods or services
 * @param text what was shown or told
 * @param channel how
 * @param evidence the digest of what proves it
 * @param givenAt when it was given
 * @param until when it ends
 * @param recordedAt when it was entered here
 * @param withdrawnAt when it was withdrawn; null while it was not
 */
public record GivenConsent(
        UUID id,
        String principal,
        String siren,
        List<String> thirdParties,
        @Nullable String recordedBy,
        String reference,
        String goods,
        String text,
        String channel,
        String evidence,
        Instant givenAt,
        Instant until,
        Instant recordedAt,
        @Nullable Instant withdrawnAt) {
    /** Copies the list. */
    public GivenConsent {
        thirdParties = List.copyOf(thirdParties);
    }

    /** Whether it can still be withdrawn. */
    public boolean open(Instant now) {
        return withdrawnAt == null && now.isBefore(until);
    }
}
