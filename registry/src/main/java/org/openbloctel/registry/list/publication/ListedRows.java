package org.openbloctel.registry.list.publication;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.NumberPermutation;

/** The list as it stands, for those who may read it, and its changes, as long as they are kept one by one. Thread-safe. */
public final class ListedRows {
    private final Database database;

    /** The list in this database. */
    public ListedRows(Database database) {
        this.database = database;
    }

    /** Since when a number is on the list; empty when it is not on the list now. */
    public Optional<Instant> since(long e164) {
        return database.list()
                .sql("select registered_at from list.opposition where number = :number")
                .param("number", database.listNumbers().seal(e164))
                .query((row, n) -> Columns.instant(row, "registered_at"))
                .optional();
    }

    /** The numbers that changed from one revision to another, each once; empty when some of the changes are no longer there. */
    Optional<Set<Long>> between(long after, long until) {
        NumberPermutation sealed = database.listNumbers();
        Set<Long> numbers = new HashSet<>();
        Set<Long> revisions = new HashSet<>();
        database.list()
                .sql("select revision, number from list.change where revision > :after and revision <= :until")
                .param("after", after)
                .param("until", until)
                .query(row -> {
                    revisions.add(row.getLong("revision"));
                    numbers.add(sealed.open(row.getObject("number", UUID.class)));
                });
        return revisions.size() == until - after ? Optional.of(numbers) : Optional.empty();
    }
}
