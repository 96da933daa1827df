package org.openbloctel.registry.list.trace;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of look-ups whose hour is not over. Thread-safe. */
interface LookupTraceRows {
    int PAGE = 100;

    /** Some seconds of one company's look-ups for one principal. */
    record Staged(long id, Instant at, UUID company, UUID principal, int year, long listRevision, PackedPrints prints) {
        Optional<Answer> find(long print) {
            return prints.find(print);
        }

        TracedCheck check() {
            return TracedCheck.ofLookups(at, at, company, principal, listRevision);
        }
    }

    /** Those of some companies for which something was checked since, in files or of late. */
    @SqlQuery("""
            select company from unnest(cast(:companies as uuid[])) as asked (company)
            where exists (select from accounts.trace_check c
                    where c.principal = asked.company and c.last_at >= :since)
                or exists (select from accounts.trace_lookup l
                    where l.principal = asked.company and l.at >= :since)
            """)
    Set<UUID> principals(Collection<UUID> companies, Instant since);

    @SqlUpdate("""
            insert into accounts.trace_lookup (at, company, principal, year, list_revision, prints)
            values (:at, :company, :principal, :year, :revision, :prints)
            """)
    void add(Instant at, UUID company, UUID principal, int year, long revision, PackedPrints prints);

    /** All that were made before an instant, page by page. */
    default void before(Instant until, Consumer<Staged> taker) {
        long last = 0;
        List<Staged> page;
        do {
            page = page(last, until, PAGE);
            page.forEach(taker);
            last = page.isEmpty() ? last : page.getLast().id();
        } while (page.size() == PAGE);
    }

    @SqlQuery("select * from accounts.trace_lookup where id > :last and at < :until order by id limit :page")
    List<Staged> page(long last, Instant until, int page);

    /** When the first one before an instant was made. */
    @SqlQuery("select at from accounts.trace_lookup where at < :before order by at limit 1")
    Optional<Instant> first(Instant before);

    /** Those of an hour, up to so many bytes. */
    @SqlQuery("""
            select * from accounts.trace_lookup where id in (
                select id from (select id, year, first_value(year) over (order by at, id) as first,
                        sum(octet_length(prints)) over (order by at, id) - octet_length(prints) as before
                    from accounts.trace_lookup where at >= :from and at < :until) r
                where before < :bytes and year = first)
            order by at, id
            """)
    List<Staged> within(Instant from, Instant until, long bytes);

    /** How many of these are there. */
    @SqlQuery("select count(*) from accounts.trace_lookup where id = any(:ids)")
    int count(Collection<Long> ids);

    /** How many were still there. */
    @SqlUpdate("delete from accounts.trace_lookup where id = any(:ids)")
    int remove(Collection<Long> ids);
}
