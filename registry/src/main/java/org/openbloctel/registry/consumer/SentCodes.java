package org.openbloctel.registry.consumer;

import java.time.Instant;
import org.openbloctel.registry.database.Database;

/** Codes that consumers had sent to their numbers, for other features whose codes count towards the same limit. Thread-safe. */
public final class SentCodes {
    private final NumberCodeRows rows;

    /** Codes in this database. */
    public SentCodes(Database database) {
        this.rows = new NumberCodeRows(database);
    }

    /** How many were sent to a number since an instant. */
    public int count(PhoneNumber number, Instant since) {
        return rows.countFor(number, since);
    }
}
