package org.openbloctel.registry.list.publication;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.NumberPermutation;

/** The changes of the list, as long as they are kept one by one. Thread-safe. */
final class ChangeRows {
    private final Database database;

    ChangeRows(Database database) {
        this.database = database;
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
