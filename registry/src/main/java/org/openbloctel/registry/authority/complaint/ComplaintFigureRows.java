package org.openbloctel.registry.authority.complaint;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** Counts of the tables of complaints and of their steps. */
final class ComplaintFigureRows {
    private final Database database;

    ComplaintFigureRows(Database database) {
        this.database = database;
    }

    /**
     * Complaints that were closed.
     *
     * @param days from the day of each reception to that of its outcome, all of them together
     */
    record Closed(long complaints, long days) {
        static final Closed NONE = new Closed(0, 0);
    }

    Map<Subject, Long> received(Instant from, Instant to) {
        List<Map.Entry<Subject, Long>> counts = database.accounts()
                .sql("""
                        select subject, count(*) as complaints from accounts.complaint
                        where received_at >= :from and received_at < :to group by 1
                        """)
                .param("from", Columns.timestamp(from))
                .param("to", Columns.timestamp(to))
                .query((row, n) -> Map.entry(Subject.valueOf(row.getString("subject")), row.getLong("complaints")))
                .list();
        return counts.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Map<ClosingReason, Closed> closed(Instant from, Instant to, String zone) {
        List<Map.Entry<ClosingReason, Closed>> counts = database.accounts()
                .sql("""
                        select s.reason, count(*) as complaints,
                            sum((s.at at time zone :zone)::date - (c.received_at at time zone :zone)::date) as days
                        from accounts.complaint_step s join accounts.complaint c on c.id = s.complaint
                        where s.state = 'CLOSED' and s.at >= :from and s.at < :to group by 1
                        """)
                .param("zone", zone)
                .param("from", Columns.timestamp(from))
                .param("to", Columns.timestamp(to))
                .query((row, n) -> Map.entry(
                        ClosingReason.valueOf(row.getString("reason")),
                        new Closed(row.getLong("complaints"), row.getLong("days"))))
                .list();
        return counts.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Optional<Instant> first() {
        return database.accounts()
                .sql("select received_at from accounts.complaint order by received_at limit 1")
                .query((row, n) -> Columns.instant(row, 1))
                .optional();
    }
}
