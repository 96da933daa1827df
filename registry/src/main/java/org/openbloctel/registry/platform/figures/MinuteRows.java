package org.openbloctel.registry.platform.figures;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of hours in which the service was watched. */
final class MinuteRows {
    private final Database database;

    MinuteRows(Database database) {
        this.database = database;
    }

    void mark(Instant hour, long minute) {
        database.accounts()
                .sql("""
                        insert into accounts.service_hour as known (hour, minutes) values (:hour, :minute)
                        on conflict (hour) do update set minutes = known.minutes | excluded.minutes
                            where known.minutes & excluded.minutes = 0
                        """)
                .param("hour", Columns.timestamp(hour))
                .param("minute", minute)
                .update();
    }

    /** How many minutes are marked between two whole hours. */
    long marked(Instant from, Instant to) {
        return database.accounts()
                .sql("""
                        select coalesce(sum(bit_count(minutes::bit(64))), 0) from accounts.service_hour
                        where hour >= :from and hour < :to
                        """)
                .param("from", Columns.timestamp(from))
                .param("to", Columns.timestamp(to))
                .query(Long.class)
                .single();
    }

    /** The first hour, and its minutes. */
    Optional<FirstHour> first() {
        return database.accounts()
                .sql("select hour, minutes from accounts.service_hour order by hour limit 1")
                .query((row, n) -> new FirstHour(
                        row.getObject("hour", OffsetDateTime.class).toInstant(), row.getLong("minutes")))
                .optional();
    }

    /** The hour in which watching began. */
    record FirstHour(Instant hour, long minutes) {}
}
