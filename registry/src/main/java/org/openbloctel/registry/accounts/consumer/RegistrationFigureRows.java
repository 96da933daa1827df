package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** Counts of the table of registrations. */
final class RegistrationFigureRows {
    private final Database database;

    RegistrationFigureRows(Database database) {
        this.database = database;
    }

    long registered(Instant from, Instant to) {
        return database.accounts()
                .sql("select count(*) from accounts.registration where registered_at >= :from and registered_at < :to")
                .param("from", Columns.timestamp(from))
                .param("to", Columns.timestamp(to))
                .query(Long.class)
                .single();
    }

    /** How many ended, by the reason. */
    Map<String, Long> ended(Instant from, Instant to) {
        return database
                .accounts()
                .sql("""
                        select ended_because as reason, count(*) as registrations from accounts.registration
                        where ended_at >= :from and ended_at < :to group by 1
                        """)
                .param("from", Columns.timestamp(from))
                .param("to", Columns.timestamp(to))
                .query((row, n) -> Map.entry(row.getString("reason"), row.getLong("registrations")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    long people() {
        return database.accounts()
                .sql("select count(distinct consumer) from accounts.registration where ended_at is null")
                .query(Long.class)
                .single();
    }

    Optional<Instant> first() {
        return database.accounts()
                .sql("select registered_at from accounts.registration order by registered_at limit 1")
                .query((row, n) -> Columns.instant(row, 1))
                .optional();
    }
}
