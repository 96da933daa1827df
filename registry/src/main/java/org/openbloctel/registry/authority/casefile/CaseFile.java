package org.openbloctel.registry.authority.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/**
 * A case against one company.
 *
 * @param number its place among all cases
 * @param company null once its account is erased
 * @param answerUntil the last day for observations; null until the letter is sent
 */
public record CaseFile(
        UUID id,
        long number,
        @Nullable UUID company,
        String siren,
        String name,
        CaseState state,
        Alleged alleged,
        @Nullable LocalDate answerUntil,
        Opening opening,
        Instant changedAt) {
    /** Who opened it, and when. */
    public record Opening(UUID inspector, Instant at) {}

    /** Its reference: the year in which it was opened, and its number. */
    public String reference() {
        return LegalCalendar.dayOf(opening.at()).getYear() + "-" + number;
    }

    /** Without the facts. */
    @Override
    public String toString() {
        return "case:" + id;
    }
}
