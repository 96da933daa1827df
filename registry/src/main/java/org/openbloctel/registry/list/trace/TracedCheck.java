package org.openbloctel.registry.list.trace;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A check of numbers, as it is remembered.
 *
 * @param at when it was answered; of look-ups the first of an hour
 * @param lastAt the last of that hour; else the same
 * @param company who asked
 * @param principal for whom
 * @param submission of a file
 * @param campaignName in the company's words
 * @param certificate its number
 */
public record TracedCheck(
        Kind kind,
        Instant at,
        Instant lastAt,
        UUID company,
        UUID principal,
        @Nullable UUID submission,
        @Nullable UUID campaign,
        @Nullable String campaignName,
        @Nullable String certificate,
        long listRevision) {
    /** Look-ups of one company for one principal. */
    static TracedCheck ofLookups(Instant at, Instant lastAt, UUID company, UUID principal, long listRevision) {
        return new TracedCheck(Kind.LOOKUP, at, lastAt, company, principal, null, null, null, null, listRevision);
    }

    /** How numbers were checked. */
    public enum Kind {
        /** A submitted file. */
        FILE,
        /** Numbers asked for one by one, from programs or on pages: their answers are those of the list alone. */
        LOOKUP,
        /** Numbers of a file that were kept, and compared with a newer list. */
        RECHECK
    }

    /** A check of a number, and what was answered. */
    public record Answered(TracedCheck check, Answer answer) {}
}
