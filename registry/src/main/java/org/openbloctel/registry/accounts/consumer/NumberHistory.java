package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;

/** When a number was registered, for inspectors: without the person. Ended registrations are known as long as their number is. Thread-safe. */
public final class NumberHistory {
    private final Database database;
    private final RegistrationRows rows;

    /** Over this database. */
    public NumberHistory(Database database) {
        this.database = database;
        this.rows = RegistrationRows.in(database);
    }

    /**
     * A registration of the number.
     *
     * @param effectiveOn the day from which every professional has to respect it, at the latest
     * @param endedAt null while the number is on the list
     */
    public record Span(
            Instant registeredAt,
            LocalDate effectiveOn,
            @Nullable Instant endedAt) {
        /** Whether it kept the number on the list at an instant. */
        public boolean covers(Instant at) {
            return !at.isBefore(registeredAt) && (endedAt == null || at.isBefore(endedAt));
        }
    }

    /** The registrations of a number, the earliest first. */
    public List<Span> of(PhoneNumber number) {
        return rows.spans(number.sealed(database));
    }

    /** Whether one of these consumers proved by a code that the number is theirs, in a registration that did not end before an instant. */
    public boolean isProvedBy(PhoneNumber number, Set<UUID> consumers, Instant since) {
        return rows.isProved(number.sealed(database), consumers, since);
    }
}
