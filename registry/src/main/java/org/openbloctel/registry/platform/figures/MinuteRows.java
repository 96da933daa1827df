package org.openbloctel.registry.platform.figures;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of hours in which the service was watched. */
interface MinuteRows {
    @SqlUpdate("""
            insert into accounts.service_hour as known (hour, minutes) values (:hour, :minute)
            on conflict (hour) do update set minutes = known.minutes | excluded.minutes
                where known.minutes & excluded.minutes = 0
            """)
    void mark(Instant hour, long minute);

    /** How many minutes are marked between two whole hours. */
    @SqlQuery("""
            select coalesce(sum(bit_count(minutes::bit(64))), 0) from accounts.service_hour
            where hour >= :from and hour < :to
            """)
    long marked(Instant from, Instant to);

    /** The first hour, and its minutes. */
    @SqlQuery("select hour, minutes from accounts.service_hour order by hour limit 1")
    Optional<FirstHour> first();

    /** The hour in which watching began. */
    record FirstHour(Instant hour, long minutes) {}
}
