package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One number of one consumer, and what its receipt says.
 *
 * @param id names it inside the service
 * @param registrationNumber names it for people
 * @param number null once it is forgotten, some time after the registration ended
 * @param registeredAt when it was put on the list
 * @param effectiveOn the day from which every professional has to respect it, at the latest
 * @param endsOn the last day of the running term
 * @param renewal what happens then
 * @param noticeBy by when the consumer hears of it
 * @param provedAt when a code proved that the number is the consumer's; null if that was never done
 * @param end null while the number is on the list
 */
public record Registration(
        UUID id,
        RegistrationNumber registrationNumber,
        @Nullable PhoneNumber number,
        Instant registeredAt,
        LocalDate effectiveOn,
        LocalDate endsOn,
        OppositionRules.Renewal renewal,
        LocalDate noticeBy,
        @Nullable Instant provedAt,
        @Nullable End end) {

    /** Whether it keeps its number on the list. */
    public boolean alive() {
        return end == null;
    }

    /**
     * The end of a registration.
     *
     * @param at when
     * @param because why
     */
    public record End(Instant at, Because because) {}

    /** Why a registration ended. */
    public enum Because {
        /** Its consumer took the number off. */
        WITHDRAWN,
        /** Its term ended under the rules before tacit renewal. */
        LAPSED,
        /** Its consumer had all their data erased. */
        ERASED
    }
}
