package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a change comes from.
 *
 * @param actor who makes it
 * @param at when
 * @param provedAt when the number was proved, if it was
 * @param request the request that is settled by it
 * @param letter the reference of the letter that asks for it
 * @param from the network address it comes from; null for the operator's own people
 */
record Origin(
        String actor,
        Instant at,
        @Nullable Instant provedAt,
        @Nullable UUID request,
        @Nullable String letter,
        @Nullable String from) {
    static Origin of(String actor, Instant at, @Nullable String from) {
        return new Origin(actor, at, null, null, null, from);
    }
}
