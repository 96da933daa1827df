package org.openbloctel.registry.list.trace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of look-ups whose hour is not over. Thread-safe. */
final class LookupTraceRows {
    private static final int PAGE = 100;

    private final Database database;

    LookupTraceRows(Database database) {
        this.database = database;
    }

    /** Some seconds of one company's look-ups for one principal. */
    record Staged(long id, TracedCheck check, int year, PackedPrints prints) {
        Optional<Answer> find(long print) {
            return prints.find(print);
        }
    }

    /** Those of some companies for which something was checked since, in files or of late. */
    Set<UUID> principals(Collection<UUID> companies, Instant since) {
        return Set.copyOf(database.accounts()
                .sql("""
                        select company from unnest(cast(:companies as uuid[])) as asked (company)
                        where exists (select from accounts.trace_check c
                                where c.principal = asked.company and c.last_at >= :since)
                            or exists (select from accounts.trace_lookup l
                                where l.principal = asked.company and l.at >= :since)
                        """)
                .param("companies", companies.toArray(UUID[]::new))
                .param("since", Columns.timestamp(since))
                .query(UUID.class)
                .list());
    }

    void add(TracedCheck check, int year, PackedPrints prints) {
        database.accounts()
                .sql("""
                        insert into accounts.trace_lookup (at, company, principal, year, list_revision, prints)
                        values (:at, :company, :principal, :year, :revision, :prints)
                        """)
                .param("at", Columns.timestamp(check.at()))
                .param("company", check.company())
                .param("principal", check.principal())
                .param("year", year)
                .param("revision", check.listRevision())
                .param("prints", prints.bytes())
                .update();
    }

    /** All that were made before an instant, page by page. */
    void before(Instant until, Consumer<Staged> taker) {
        long last = 0;
        List<Staged> page;
        do {
            page = database.accounts()
                    .sql("select * from accounts.trace_lookup where id > :last and at < :until order by id limit :page")
                    .param("last", last)
                    .param("until", Columns.timestamp(until))
                    .param("page", PAGE)
                    .query(LookupTraceRows::staged)
                    .list();
            page.forEach(taker);
            last = page.isEmpty() ? last : page.getLast().id();
        } while (page.size() == PAGE);
    }

    /** When the first one before an instant was made. */
    Optional<Instant> first(Instant before) {
        return database.accounts()
                .sql("select at from accounts.trace_lookup where at < :before order by at limit 1")
                .param("before", Columns.timestamp(before))
                .query((row, n) -> Columns.instant(row, "at"))
                .optional();
    }

    /** Those of an hour, up to so many bytes. */
    List<Staged> within(Instant from, Instant until, long bytes) {
        return database.accounts()
                .sql("""
                        select * from accounts.trace_lookup where id in (
                            select id from (select id, year, first_value(year) over (order by at, id) as first,
                                    sum(octet_length(prints)) over (order by at, id) - octet_length(prints) as before
                                from accounts.trace_lookup where at >= :from and at < :until) r
                            where before < :bytes and year = first)
                        order by at, id
                        """)
                .param("from", Columns.timestamp(from))
                .param("until", Columns.timestamp(until))
                .param("bytes", bytes)
                .query(LookupTraceRows::staged)
                .list();
    }

    /** How many of these are there. */
    int count(Collection<Long> ids) {
        return database.accounts()
                .sql("select count(*) from accounts.trace_lookup where id = any(:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .query(Integer.class)
                .single();
    }

    /** How many were still there. */
    int remove(Collection<Long> ids) {
        return database.accounts()
                .sql("delete from accounts.trace_lookup where id = any(:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    private static Staged staged(ResultSet row, int n) throws SQLException {
        Instant at = Columns.instant(row, "at");
        return new Staged(
                row.getLong("id"),
                new TracedCheck(
                        TracedCheck.Kind.LOOKUP,
                        at,
                        at,
                        row.getObject("company", UUID.class),
                        row.getObject("principal", UUID.class),
                        null,
                        null,
                        null,
                        null,
                        row.getLong("list_revision")),
                row.getInt("year"),
                new PackedPrints(row.getBytes("prints")));
    }
}
