package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;

/** When a number was registered, for inspectors: without the person. Ended registrations are known as long as their number is. Thread-safe. */
public final class NumberHistory {
    private final RegistrationRows rows;

    /** Over this database. */
    public NumberHistory(Database database) {
        this.rows = new RegistrationRows(database);
    }

    /** The registrations of a number, the earliest first. */
    public List<RegistrationSpan> of(PhoneNumber number) {
        return rows.spans(number);
    }

    /** Whether one of these consumers proved by a code that the number is theirs, in a registration that did not end before an instant. */
    public boolean isProvedBy(PhoneNumber number, Set<UUID> consumers, Instant since) {
        return rows.isProved(number, consumers, since);
    }
}
