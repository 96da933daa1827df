package org.openbloctel.registry.list.publication;

import java.time.Instant;
import java.util.Optional;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** Since when a number is on the list, for those who may read it as it stands. Thread-safe. */
public final class ListedRows {
    private final Database database;

    /** The list in this database. */
    public ListedRows(Database database) {
        this.database = database;
    }

    /** Since when; empty when it is not on the list now. */
    public Optional<Instant> since(long e164) {
        return database.list()
                .sql("select registered_at from list.opposition where number = :number")
                .param("number", database.listNumbers().seal(e164))
                .query((row, n) -> Columns.instant(row, "registered_at"))
                .optional();
    }
}
