package org.openbloctel.registry.accounts.consumer;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A number that a person wants on the list, and that is not there yet.
 *
 * @param id names it
 * @param consumer who wants it; null until the address is confirmed
 * @param email the address that has to be confirmed; null when a consumer added the number in their space
 * @param number the number
 * @param locale the language it was asked in
 * @param requestedAt when
 * @param expiresAt until when it can be brought to its end
 * @param registration what came of it
 */
public record OppositionRequest(
        UUID id,
        @Nullable UUID consumer,
        @Nullable String email,
        PhoneNumber number,
        Locale locale,
        Instant requestedAt,
        Instant expiresAt,
        @Nullable UUID registration) {
    /** How long a link that confirms holds, and a number waits for its code. */
    static final Duration VALID = Duration.ofDays(10);

    /** A new one. */
    static OppositionRequest made(
            @Nullable UUID consumer, @Nullable String email, PhoneNumber number, Locale locale, Instant now) {
        return new OppositionRequest(UUID.randomUUID(), consumer, email, number, locale, now, now.plus(VALID), null);
    }

    @Override
    public String toString() {
        return "request:" + id;
    }
}
