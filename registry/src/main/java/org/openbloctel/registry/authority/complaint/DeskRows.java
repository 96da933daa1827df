package org.openbloctel.registry.authority.complaint;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The rows of complaints as inspectors work on them. Every method runs in the caller's transaction. */
final class DeskRows {
    /** Stands for no company and no caller, which are not equal to themselves in a join. */
    private static final UUID NONE = new UUID(0, 0);

    private static final String ROW = """
            select c.id, c.reference, c.state, c.reason, c.annulled_at, c.company, c.caller, c.subject, c.broken, c.received_at, c.changed_at,
                cardinality(c.calls) as calls, (select count(*) from accounts.complaint j where j.same_as = c.id) as joined
            from accounts.complaint c
            """;

    private final Database database;

    DeskRows(Database database) {
        this.database = database;
    }

    /** What a move writes. */
    record Change(
            ComplaintState state,
            @Nullable ClosingReason reason,
            @Nullable UUID company,
            @Nullable UUID caseFile) {}

    /** What a complaint is attributed to. */
    record Head(@Nullable UUID company, @Nullable UUID caseFile) {}

    /** The first complaint about a call, locked; empty for one that follows another. */
    Optional<Head> lock(UUID complaint) {
        return database.accounts()
                .sql("select company, case_file from accounts.complaint where id = :id and same_as is null for update")
                .param("id", complaint)
                .query((row, n) ->
                        new Head(row.getObject("company", UUID.class), row.getObject("case_file", UUID.class)))
                .optional();
    }

    /** Moves a complaint and those about the same call, of those that may; returns them with their followers. */
    List<ComplaintNews.Moved> move(UUID complaint, Change change, Instant now) {
        return database.accounts()
                .sql("""
                        with moved as (
                            update accounts.complaint set state = :state, reason = :reason, company = cast(:company as uuid),
                                case_file = cast(:caseFile as uuid), changed_at = :now,
                                agent = case when cast(:company as uuid) is null then null else agent end
                            where (id = :id or same_as = :id) and state = any(:sources)
                            returning id, reference, consumer)
                        select m.id, m.reference, m.consumer, f.email, f.locale
                        from moved m left join accounts.complaint_follower f on f.complaint = m.id and f.proved_at is not null
                        """)
                .param("state", change.state().name())
                .param(
                        "reason",
                        change.reason() == null ? null : change.reason().name())
                .param("company", change.company())
                .param("caseFile", change.caseFile())
                .param("now", Columns.timestamp(now))
                .param("id", complaint)
                .param("sources", change.state().sources())
                .query(DeskRows::moved)
                .list();
    }

    /** Marks the complaints that were closed by a sanction of a case, and removes its company; returns them with their followers. */
    List<ComplaintNews.Moved> annul(UUID caseFile, Instant now) {
        return database.accounts()
                .sql("""
                        with annulled as (
                            update accounts.complaint set company = null, annulled_at = :now
                            where case_file = :case and reason = 'SANCTIONED' and annulled_at is null
                            returning id, reference, consumer)
                        select a.id, a.reference, a.consumer, f.email, f.locale
                        from annulled a left join accounts.complaint_follower f on f.complaint = a.id and f.proved_at is not null
                        """)
                .param("now", Columns.timestamp(now))
                .param("case", caseFile)
                .query(DeskRows::moved)
                .list();
    }

    private static ComplaintNews.Moved moved(ResultSet row, int n) throws SQLException {
        return new ComplaintNews.Moved(
                row.getObject("id", UUID.class),
                new Reference(row.getString("reference")),
                row.getObject("consumer", UUID.class),
                row.getString("email"),
                row.getString("locale"));
    }

    /** Another company for what is attributed already; answers how many complaints that were. */
    int reattribute(UUID complaint, UUID company, Instant now) {
        return database.accounts()
                .sql("""
                        update accounts.complaint set company = :company, changed_at = :now
                        where state = 'ATTRIBUTED' and (same_as = :id
                            or (id = :id and same_as is null)) and exists (select from accounts.complaint f
                                where f.id = :id and f.same_as is null and f.state = 'ATTRIBUTED')
                        """)
                .param("company", company)
                .param("now", Columns.timestamp(now))
                .param("id", complaint)
                .update();
    }

    /** The company that made the call for the one that it is attributed to; null for none that is known. */
    void agent(UUID complaint, @Nullable UUID agent) {
        database.accounts()
                .sql("update accounts.complaint set agent = cast(:agent as uuid) where id = :id or same_as = :id")
                .param("agent", agent)
                .param("id", complaint)
                .update();
    }

    /** Those about the same call as a first one, in the order in which they came. */
    List<UUID> joined(UUID first) {
        return database.accounts()
                .sql("select id from accounts.complaint where same_as = :first order by received_at, id")
                .param("first", first)
                .query(UUID.class)
                .list();
    }

    /**
     * A complaint and its calls.
     *
     * @param consumer its complainant; null for one without an account
     */
    record Calls(UUID complaint, @Nullable UUID consumer, List<Instant> at) {}

    /** The calls of a complaint, and of the others about the same call. */
    List<Calls> calls(UUID complaint) {
        return database.accounts()
                .sql("""
                        with head as (select coalesce(same_as, id) as id from accounts.complaint where id = :id)
                        select c.id, c.consumer, c.calls from head join accounts.complaint c on c.id = head.id
                        union all
                        select c.id, c.consumer, c.calls from head join accounts.complaint c on c.same_as = head.id
                        """)
                .param("id", complaint)
                .query((row, n) -> new Calls(
                        row.getObject("id", UUID.class),
                        row.getObject("consumer", UUID.class),
                        Stream.of((Timestamp[]) row.getArray("calls").getArray())
                                .map(Timestamp::toInstant)
                                .toList()))
                .list();
    }

    Optional<Complaint.Referred> byReference(Reference reference) {
        return database.accounts()
                .sql("select id, coalesce(same_as, id) as first from accounts.complaint where reference = :reference")
                .param("reference", reference.symbols())
                .query((row, n) ->
                        new Complaint.Referred(row.getObject("id", UUID.class), row.getObject("first", UUID.class)))
                .optional();
    }

    /** The first complaints about their calls; words are those of one complaint, the first or one that joined it. */
    List<ComplaintQuery.Row> search(ComplaintQuery query, Long[] words, int limit) {
        // PostgreSQL keeps one plan for all words once it has made ten: it looks for the rarest among all complaints.
        database.accounts().sql("set local plan_cache_mode = force_custom_plan").update();
        // Else a bit map of 100,000 rows has pages in place of rows, and all rows of a page are read.
        database.accounts().sql("set local work_mem = '64MB'").update();
        String order =
                query.earliestFirst() ? " order by c.received_at, c.id" : " order by c.received_at desc, c.id desc";
        String where = where(query);
        // Two searches with a limit of their own: common words are found by going through the latest complaints, rare
        // ones by their index. That of joined complaints is partial, and serves only what says so.
        String found = words.length == 0
                ? "select c.id from accounts.complaint c where c.same_as is null" + where + order + " limit :limit"
                : "(select c.id from accounts.complaint c where c.same_as is null and c.words @> cast(:words as bigint[])"
                        + where + order + " limit :limit) union (select c.id from accounts.complaint w"
                        + " join accounts.complaint c on c.id = w.same_as where w.same_as is not null"
                        + " and w.words @> cast(:words as bigint[])"
                        + where + order + " limit :limit)";
        var statement = database.accounts()
                .sql(ROW + " where c.id in (" + found + ")" + order + " limit :limit")
                .param("from", Columns.timestamp(query.from()))
                .param("until", Columns.timestamp(query.until()))
                .param("limit", limit)
                .param("state", query.state() == null ? null : query.state().name())
                .param("company", query.company())
                .param(
                        "caller",
                        query.caller() == null
                                ? null
                                : database.accountsNumbers().seal(query.caller().value()))
                .param(
                        "subject",
                        query.subject() == null ? null : query.subject().name())
                .param(
                        "departement",
                        query.departement() == null ? null : query.departement().code())
                .param("assignee", query.assignee())
                .param("words", words)
                .param(
                        "afterAt",
                        query.after() == null
                                ? null
                                : Columns.timestamp(query.after().receivedAt()))
                .param("afterId", query.after() == null ? null : query.after().id());
        return statement.query(this::row).list();
    }

    private static String where(ComplaintQuery query) {
        StringBuilder where = new StringBuilder(" and c.received_at >= :from and c.received_at < :until");
        where.append(query.state() == null ? "" : " and c.state = :state");
        where.append(query.company() == null ? "" : " and c.company = :company");
        where.append(query.caller() == null ? "" : " and c.caller = :caller");
        where.append(query.subject() == null ? "" : " and c.subject = :subject");
        where.append(query.departement() == null ? "" : " and c.departement = :departement");
        where.append(
                query.assignee() == null
                        ? ""
                        : " and c.id in (select complaint from accounts.complaint_assignment where inspector = :assignee)");
        if (query.after() != null) {
            where.append(" and (c.received_at, c.id) ")
                    .append(query.earliestFirst() ? ">" : "<")
                    .append(" (:afterAt, :afterId)");
        }
        return where.toString();
    }

    Optional<ComplaintQuery.Row> one(UUID id) {
        return database.accounts()
                .sql(ROW + " where c.id = :id")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    /** First complaints that were received before an instant and wait for their attribution, the longest first. */
    List<ComplaintQuery.Row> waiting(Instant before, int limit) {
        return database.accounts()
                .sql(ROW + " where c.state = 'RECEIVED' and c.received_at < :before and c.same_as is null"
                        + " order by c.received_at, c.id limit :limit")
                .param("before", Columns.timestamp(before))
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    /** A first complaint whose attribution was removed at an instant. */
    record Reopened(ComplaintQuery.Row complaint, Instant changedAt) {}

    /** The latest first. */
    List<Reopened> reopened(int limit) {
        return database.accounts()
                .sql(ROW + " where c.state = 'RECEIVED' and c.changed_at > c.received_at and c.same_as is null"
                        + " order by c.changed_at desc, c.id desc limit :limit")
                .param("limit", limit)
                .query((row, n) -> new Reopened(row(row, n), Columns.instant(row, "changed_at")))
                .list();
    }

    /** The part of a complaint that only inspectors see. */
    record More(
            @Nullable UUID company,
            @Nullable UUID agent,
            @Nullable UUID caseFile,
            @Nullable UUID first) {}

    More more(UUID complaint) {
        return database.accounts()
                .sql("""
                        select company, agent, case_file, same_as from accounts.complaint where id = :id
                        """)
                .param("id", complaint)
                .query((row, n) -> new More(
                        row.getObject("company", UUID.class),
                        row.getObject("agent", UUID.class),
                        row.getObject("case_file", UUID.class),
                        row.getObject("same_as", UUID.class)))
                .single();
    }

    private ComplaintQuery.Row row(ResultSet row, int n) throws SQLException {
        return new ComplaintQuery.Row(
                row.getObject("id", UUID.class),
                new Reference(row.getString("reference")),
                ComplaintState.valueOf(row.getString("state")),
                ComplaintRows.reasonToday(row),
                row.getObject("company", UUID.class),
                caller(row),
                Subject.valueOf(row.getString("subject")),
                row.getInt("calls"),
                Columns.texts(row, "broken"),
                row.getInt("joined"),
                Columns.instant(row, "received_at"));
    }

    private @Nullable CallingNumber caller(ResultSet row) throws SQLException {
        UUID caller = row.getObject("caller", UUID.class);
        return caller == null
                ? null
                : new CallingNumber(database.accountsNumbers().open(caller));
    }

    /**
     * Each complaint counts, those that joined too: a flood about one call is one. Half of the complaints from one network, or half in the
     * same words, are a sign.
     *
     * @param courses the callers whose floods are looked for, and the companies of which those of calls without a number are
     */
    List<Flood> floods(Instant from, int least, List<SumRows.Course> courses) {
        UUID[] callers = courses.stream()
                .map(SumRows.Course::caller)
                .filter(Objects::nonNull)
                .map(caller -> database.accountsNumbers().seal(caller.value()))
                .toArray(UUID[]::new);
        UUID[] companies = courses.stream()
                .map(SumRows.Course::company)
                .filter(Objects::nonNull)
                .toArray(UUID[]::new);
        return database.accounts()
                .sql("""
                        with recent as (
                            select coalesce(company, :none) as company, caller, network, wording
                            from accounts.complaint where received_at >= :from and caller = any(:callers)
                            union all
                            select coalesce(company, :none), :none, network, wording from accounts.complaint
                            where received_at >= :from and caller is null and (company is null or company = any(:companies))),
                        totals as (
                            select company, caller, count(*) as complaints from recent
                            group by company, caller having count(*) >= :least),
                        networks as (
                            select company, caller, max(n) as most from (
                                select company, caller, network, count(*) as n from recent join totals using (company, caller)
                                where network is not null group by company, caller, network) as by_network
                            group by company, caller),
                        wordings as (
                            select company, caller, max(n) as most from (
                                select company, caller, wording, count(*) as n from recent join totals using (company, caller)
                                where wording is not null group by company, caller, wording) as by_wording
                            group by company, caller)
                        select nullif(company, :none) as company, nullif(caller, :none) as caller, complaints,
                            coalesce(n.most, 0) as same_network, coalesce(w.most, 0) as same_words
                        from totals left join networks n using (company, caller) left join wordings w using (company, caller)
                        where 2 * greatest(n.most, w.most) >= complaints
                        order by complaints desc, company, caller
                        """)
                .param("none", NONE)
                .param("from", Columns.timestamp(from))
                .param("least", least)
                .param("callers", callers)
                .param("companies", companies)
                .query((row, n) -> new Flood(
                        row.getObject("company", UUID.class),
                        caller(row),
                        row.getInt("complaints"),
                        row.getInt("same_network"),
                        row.getInt("same_words")))
                .list();
    }
}
