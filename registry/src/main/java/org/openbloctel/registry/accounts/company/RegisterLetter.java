package org.openbloctel.registry.accounts.company;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The letter with a code to a company's address in the register of companies, the latest one.
 *
 * @param id its id; another letter to the company has another one
 * @param address where it goes, several lines, as two people read it in the register
 * @param tries wrong codes that were typed
 * @param postedAt null while it waits to be printed and posted
 */
public record RegisterLetter(
        UUID id,
        UUID company,
        String address,
        int tries,
        Instant writtenAt,
        @Nullable Instant postedAt) {
    /** How long its code can be typed. */
    public static final Duration VALID = Duration.ofDays(60);

    /** So many wrong codes void it. */
    public static final int MAX_TRIES = 5;

    /** From this instant on its code opens nothing. */
    public Instant expiresAt() {
        return writtenAt.plus(VALID);
    }

    /** Whether its code can still be typed. */
    public boolean opens(Instant now) {
        return tries < MAX_TRIES && now.isBefore(expiresAt());
    }

    /** A letter that waits to be posted, and its company. */
    public record Waiting(RegisterLetter letter, Company to) {}

    /**
     * A letter as it is printed.
     *
     * @param letter where it goes
     * @param to the company
     * @param code in groups, as people type it
     */
    public record Printed(RegisterLetter letter, Company to, String code) {
        /** Without the code. */
        @Override
        public String toString() {
            return "Printed[" + letter.id() + "]";
        }
    }
}
