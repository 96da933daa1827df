package org.openbloctel.registry.callfiles.submission;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.springframework.jdbc.core.RowMapper;

/** Counts of the table of submissions. */
final class SubmissionFigureRows {
    private final Database database;

    SubmissionFigureRows(Database database) {
        this.database = database;
    }

    /** How many files were received, by the channel. */
    Map<String, Long> received(Instant from, Instant to) {
        return database
                .accounts()
                .sql("""
                        select channel, count(*) as files from accounts.submission
                        where received_at >= :from and received_at < :to group by 1
                        """)
                .param("from", Columns.timestamp(from))
                .param("to", Columns.timestamp(to))
                .query((row, n) -> Map.entry(row.getString("channel"), row.getLong("files")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What came of the files that were returned. */
    Returned returned(Instant from, Instant to) {
        return database.accounts()
                .sql("""
                        select count(*) as files, coalesce(sum(rows), 0) as lines, coalesce(sum(opposed), 0) as opposed,
                            coalesce(sum(forbidden), 0) as forbidden, coalesce(sum(unchecked), 0) as unchecked
                        from accounts.submission
                        where settled_at >= :from and settled_at < :to and state in ('READY', 'DELIVERED', 'PURGED')
                        """)
                .param("from", Columns.timestamp(from))
                .param("to", Columns.timestamp(to))
                .query((row, n) -> new Returned(
                        row.getLong("files"),
                        row.getLong("lines"),
                        row.getLong("opposed"),
                        row.getLong("forbidden"),
                        row.getLong("unchecked")))
                .single();
    }

    /** The times to return within which this share of the files came back, in milliseconds; none without files. */
    List<Long> millis(Instant from, Instant to, double share) {
        return database.accounts()
                .sql("""
                        select (percentile_disc(:share) within group (order by millis))::bigint from (
                            select floor(extract(epoch from settled_at - received_at) * 1000) as millis from accounts.submission
                            where settled_at >= :from and settled_at < :to and state in ('READY', 'DELIVERED', 'PURGED')) as returned
                        having count(*) > 0
                        """)
                .param("share", share)
                .param("from", Columns.timestamp(from))
                .param("to", Columns.timestamp(to))
                .query(Long.class)
                .list();
    }

    /** The sums of a company's files that came back since an instant, by the day in a zone. */
    <T> List<T> ofCompany(UUID company, Instant from, String zone, RowMapper<T> day) {
        return database.accounts()
                .sql("""
                        select (settled_at at time zone :zone)::date as day, count(*) as files, sum(rows) as lines, sum(opposed) as opposed
                        from accounts.submission
                        where company = :company and settled_at >= :from and state in ('READY', 'DELIVERED', 'PURGED')
                        group by 1 order by 1
                        """)
                .param("zone", zone)
                .param("company", company)
                .param("from", Columns.timestamp(from))
                .query(day)
                .list();
    }

    /** The sums of the files that came back since an instant, by the principal. */
    <T> List<T> byPrincipal(Instant from, RowMapper<T> sum) {
        return database.accounts()
                .sql("""
                        select principal, sum(rows) as lines, sum(opposed) as opposed
                        from accounts.submission
                        where settled_at >= :from and state in ('READY', 'DELIVERED', 'PURGED')
                        group by principal
                        """)
                .param("from", Columns.timestamp(from))
                .query(sum)
                .list();
    }

    /** Those of some companies that got a file back since an instant, as sender or principal. */
    List<UUID> checkedSince(Collection<UUID> companies, Instant from) {
        return database.accounts()
                .sql("""
                        select c from (
                            select company as c from accounts.submission
                            where settled_at >= :from and state in ('READY', 'DELIVERED', 'PURGED')
                            union select principal from accounts.submission
                            where settled_at >= :from and state in ('READY', 'DELIVERED', 'PURGED')) as checked
                        where c = any(:companies)
                        """)
                .param("companies", companies.toArray(UUID[]::new))
                .param("from", Columns.timestamp(from))
                .query(UUID.class)
                .list();
    }

    Optional<Instant> first() {
        return database.accounts()
                .sql("select received_at from accounts.submission order by received_at limit 1")
                .query((row, n) -> Columns.instant(row, 1))
                .optional();
    }

    /** Files that were returned, and their lines. */
    record Returned(long files, long lines, long opposed, long forbidden, long unchecked) {}
}
