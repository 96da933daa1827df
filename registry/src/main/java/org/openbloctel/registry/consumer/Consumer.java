package org.openbloctel.registry.consumer;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person with numbers on the list. Either reached by mail, or by letters to a name and a postal address.
 *
 * @param id names them inside the service
 * @param email the confirmed address, or null
 * @param name null when there is an address to mail to
 * @param postalAddress null when there is an address to mail to
 * @param locale French or English
 * @param createdAt since when
 */
public record Consumer(
        UUID id,
        @Nullable String email,
        @Nullable String name,
        @Nullable String postalAddress,
        Locale locale,
        Instant createdAt) {
    /** How the audit trail names them. */
    String actor() {
        return "consumer:" + id;
    }

    @Override
    public String toString() {
        return actor();
    }
}
