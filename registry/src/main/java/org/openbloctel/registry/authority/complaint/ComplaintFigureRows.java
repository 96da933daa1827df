package org.openbloctel.registry.authority.complaint;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Counts of the tables of complaints and of their steps. */
interface ComplaintFigureRows {
    /**
     * Complaints that were closed.
     *
     * @param days from the day of each reception to that of its outcome, all of them together
     */
    record Closed(long complaints, long days) {
        static final Closed NONE = new Closed(0, 0);
    }

    @SqlQuery("""
            select subject, count(*) as complaints from accounts.complaint
            where received_at >= :from and received_at < :to group by 1
            """)
    @KeyColumn("subject")
    @ValueColumn("complaints")
    Map<Subject, Long> received(Instant from, Instant to);

    @SqlQuery("""
            select s.reason, count(*) as complaints,
                sum((s.at at time zone :zone)::date - (c.received_at at time zone :zone)::date) as days
            from accounts.complaint_step s join accounts.complaint c on c.id = s.complaint
            where s.state = 'CLOSED' and s.at >= :from and s.at < :to group by 1
            """)
    @KeyColumn("reason")
    Map<ClosingReason, Closed> closed(Instant from, Instant to, String zone);

    @SqlQuery("select received_at from accounts.complaint order by received_at limit 1")
    Optional<Instant> first();
}
