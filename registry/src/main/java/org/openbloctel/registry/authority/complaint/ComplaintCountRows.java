package org.openbloctel.registry.authority.complaint;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;

/** Sums of the tables of complaints and of their steps. A number that is forgotten counts as one person for each complaint. */
interface ComplaintCountRows {
    static ComplaintCountRows in(Database database) {
        return database.rows(
                ComplaintCountRows.class,
                new Reading<>(CallerRow.class, ComplaintCounts.OfCaller.class, row -> row.count(database)),
                new Reading<>(AttributedRow.class, ComplaintCounts.Attributed.class, row -> row.complaint(database)));
    }

    /** A count as it stands in its row. */
    record CallerRow(UUID caller, int people, int complaints) {
        ComplaintCounts.OfCaller count(Database database) {
            return new ComplaintCounts.OfCaller(
                    new CallingNumber(database.accountsNumbers().open(caller)), people, complaints);
        }
    }

    /** An attributed complaint as it stands in its row. */
    record AttributedRow(UUID company, UUID number, Instant lastCall, boolean denied) {
        ComplaintCounts.Attributed complaint(Database database) {
            long called = database.accountsNumbers().open(number);
            return new ComplaintCounts.Attributed(company, called, lastCall, denied);
        }
    }

    @SqlQuery("""
            select caller, count(distinct coalesce(number, id)) as people, count(*) as complaints
            from accounts.complaint
            where received_at >= :from and caller is not null and state <> 'CLOSED'
            group by caller having count(distinct coalesce(number, id)) >= :people
            order by people desc, complaints desc, caller
            """)
    List<ComplaintCounts.OfCaller> callers(Instant from, int people);

    @SqlQuery("""
            select company, count(distinct coalesce(number, id)) as people, count(*) as complaints, min(calls[1]) as first_call
            from accounts.complaint
            where received_at >= :from and company is not null and state in ('ATTRIBUTED', 'IN_CASE')
            group by company having count(distinct coalesce(number, id)) >= :people
            order by people desc, complaints desc, company
            """)
    List<ComplaintCounts.OfCompany> companies(Instant from, int people);

    @SqlQuery("""
            select company, number, calls[cardinality(calls)] as last_call, coalesce(answers ->> 'agreed' = 'false', false) as denied
            from accounts.complaint
            where received_at >= :from and company is not null and number is not null and state in ('ATTRIBUTED', 'IN_CASE')
            order by received_at, id
            """)
    List<ComplaintCounts.Attributed> attributed(Instant from);

    /** Counts of complaints between each of these instants, ascending, and the next. */
    @SqlQuery("""
            select (select count(*) from accounts.complaint where received_at >= b.at and received_at < b.next)
            from (select at, lead(at) over (order by at) as next from unnest(cast(:bounds as timestamptz[])) as at) as b
            where b.next is not null order by b.at
            """)
    List<Long> between(List<Instant> bounds);

    /** First complaints in a state that came before an instant, counted up to a limit. */
    @SqlQuery("""
            select count(*) from (select from accounts.complaint
                where state = :state and received_at < :before and same_as is null limit :most) as found
            """)
    long count(ComplaintState state, Instant before, int most);

    /** Complaints whose attribution was removed, counted up to a limit. */
    @SqlQuery("""
            select count(*) from (select from accounts.complaint
                where state = 'RECEIVED' and changed_at > received_at and same_as is null limit :most) as found
            """)
    long reopened(int most);

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
            select s.reason, count(*) as complaints, sum((s.at at time zone :zone)::date - (c.received_at at time zone :zone)::date) as days
            from accounts.complaint_step s join accounts.complaint c on c.id = s.complaint
            where s.state = 'CLOSED' and s.at >= :from and s.at < :to group by 1
            """)
    @KeyColumn("reason")
    Map<ClosingReason, Closed> closed(Instant from, Instant to, String zone);

    @SqlQuery("select received_at from accounts.complaint order by received_at limit 1")
    Optional<Instant> first();
}
