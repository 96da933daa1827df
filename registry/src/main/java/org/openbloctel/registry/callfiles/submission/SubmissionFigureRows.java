package org.openbloctel.registry.callfiles.submission;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Counts of the table of submissions. */
interface SubmissionFigureRows {
    /** Files that were returned, and their lines. */
    record Returned(long files, long lines, long opposed, long forbidden, long unchecked) {}

    /** How many files were received, by the channel. */
    @SqlQuery("""
            select channel, count(*) as files from accounts.submission
            where received_at >= :from and received_at < :to group by 1
            """)
    @KeyColumn("channel")
    @ValueColumn("files")
    Map<String, Long> received(Instant from, Instant to);

    /** What came of the files that were returned. */
    @SqlQuery("""
            select count(*) as files, coalesce(sum(rows), 0) as lines, coalesce(sum(opposed), 0) as opposed,
                coalesce(sum(forbidden), 0) as forbidden, coalesce(sum(unchecked), 0) as unchecked
            from accounts.submission
            where settled_at >= :from and settled_at < :to and state in ('READY', 'DELIVERED', 'PURGED')
            """)
    Returned returned(Instant from, Instant to);

    /** The times to return within which this share of the files came back, in milliseconds; none without files. */
    @SqlQuery("""
            select (percentile_disc(:share) within group (order by millis))::bigint from (
                select floor(extract(epoch from settled_at - received_at) * 1000) as millis from accounts.submission
                where settled_at >= :from and settled_at < :to and state in ('READY', 'DELIVERED', 'PURGED')) as returned
            having count(*) > 0
            """)
    List<Long> millis(Instant from, Instant to, double share);

    /** The sums of a company's files that came back since an instant, by the day in a zone. */
    @SqlQuery("""
            select (settled_at at time zone :zone)::date as day, count(*) as files, sum(rows) as lines, sum(opposed) as opposed
            from accounts.submission
            where company = :company and settled_at >= :from and state in ('READY', 'DELIVERED', 'PURGED')
            group by 1 order by 1
            """)
    List<CheckedDays.Day> ofCompany(UUID company, Instant from, String zone);

    /** The sums of the files that came back since an instant, by the principal. */
    @SqlQuery("""
            select principal, sum(rows) as lines, sum(opposed) as opposed
            from accounts.submission
            where settled_at >= :from and state in ('READY', 'DELIVERED', 'PURGED')
            group by principal
            """)
    List<CheckedDays.OfPrincipal> byPrincipal(Instant from);

    /** Those of some companies that got a file back since an instant, as sender or principal. */
    @SqlQuery("""
            select c from (
                select company as c from accounts.submission
                where settled_at >= :from and state in ('READY', 'DELIVERED', 'PURGED')
                union select principal from accounts.submission
                where settled_at >= :from and state in ('READY', 'DELIVERED', 'PURGED')) as checked
            where c = any(:companies)
            """)
    Set<UUID> checkedSince(Collection<UUID> companies, Instant from);

    @SqlQuery("select received_at from accounts.submission order by received_at limit 1")
    Optional<Instant> first();
}
