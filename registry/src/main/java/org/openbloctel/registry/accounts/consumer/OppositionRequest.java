package org.openbloctel.registry.accounts.consumer;

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
    @Override
    public String toString() {
        return "request:" + id;
    }
}
