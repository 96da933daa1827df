package org.openbloctel.registry.consumer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A consumer as the operator sees them: numbers are masked, postal addresses left out.
 *
 * @param email null for a person who writes letters
 * @param registrations the living first
 * @param letters those that were written to them, the latest first
 */
public record ConsumerFile(
        UUID id, @Nullable String email, Instant since, List<Line> registrations, List<Letter> letters) {
    /** Copies the lists. */
    public ConsumerFile {
        registrations = List.copyOf(registrations);
        letters = List.copyOf(letters);
    }

    /**
     * A registration.
     *
     * @param number masked; null once it is forgotten
     */
    public record Line(
            RegistrationNumber registrationNumber,
            @Nullable String number,
            Instant registeredAt,
            @Nullable Instant endedAt,
            boolean proved) {}

    /**
     * A letter.
     *
     * @param kind {@code RECEIPT}, {@code RENEWAL_NOTICE} or {@code WITHDRAWAL}
     * @param postedAt null while it waits
     */
    public record Letter(
            String kind, Instant writtenAt, @Nullable Instant postedAt) {}

    /** Without the address. */
    @Override
    public String toString() {
        return "consumer:" + id;
    }
}
