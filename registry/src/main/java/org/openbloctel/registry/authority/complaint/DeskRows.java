package org.openbloctel.registry.authority.complaint;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;

/** The rows of complaints as inspectors work on them, and who works on which. Every method runs in the caller's transaction. */
interface DeskRows {
    String ROW = """
            select c.id, c.reference, c.state, c.reason, c.annulled_at, c.company, c.caller, c.subject, c.broken, c.received_at, c.changed_at,
                cardinality(c.calls) as calls, (select count(*) from accounts.complaint j where j.same_as = c.id) as joined
            from accounts.complaint c
            """;

    static DeskRows in(Database database) {
        return database.rows(
                DeskRows.class,
                new Reading<>(Row.class, ComplaintQuery.Row.class, row -> row.listed(database)),
                new Reading<>(Row.class, Reopened.class, row -> new Reopened(row.listed(database), row.changedAt())),
                new Reading<>(FloodRow.class, Flood.class, row -> row.flood(database)));
    }

    /** A complaint of a list as it stands in its row. */
    record Row(
            UUID id,
            Reference reference,
            ComplaintState state,
            @Nullable ClosingReason reason,
            @Nullable Instant annulledAt,
            @Nullable UUID company,
            @Nullable UUID caller,
            Subject subject,
            int calls,
            List<String> broken,
            int joined,
            Instant receivedAt,
            Instant changedAt) {
        private ComplaintQuery.Row listed(Database database) {
            return new ComplaintQuery.Row(
                    id,
                    reference,
                    state,
                    annulledAt == null ? reason : ClosingReason.SANCTION_ANNULLED,
                    company,
                    CallingNumber.opened(caller, database),
                    subject,
                    calls,
                    broken,
                    joined,
                    receivedAt);
        }
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
    @SqlQuery("select company, case_file from accounts.complaint where id = :id and same_as is null for update")
    Optional<Head> lock(UUID id);

    /** Moves a complaint and those about the same call, of those that may; returns them with their followers. */
    @SqlQuery("""
            with moved as (
                update accounts.complaint set state = :change.state, reason = :change.reason, company = cast(:change.company as uuid),
                    case_file = cast(:change.caseFile as uuid), changed_at = :now,
                    agent = case when cast(:change.company as uuid) is null then null else agent end
                where (id = :id or same_as = :id) and state = any(:change.state.sources)
                returning id, reference, consumer)
            select m.id, m.reference, m.consumer, f.email, f.locale
            from moved m left join accounts.complaint_follower f on f.complaint = m.id and f.proved_at is not null
            """)
    List<ComplaintNews.Moved> move(UUID id, Change change, Instant now);

    /** Marks the complaints that were closed by a sanction of a case, and removes its company; returns them with their followers. */
    @SqlQuery("""
            with annulled as (
                update accounts.complaint set company = null, annulled_at = :now
                where case_file = :caseFile and reason = 'SANCTIONED' and annulled_at is null
                returning id, reference, consumer)
            select a.id, a.reference, a.consumer, f.email, f.locale
            from annulled a left join accounts.complaint_follower f on f.complaint = a.id and f.proved_at is not null
            """)
    List<ComplaintNews.Moved> annul(UUID caseFile, Instant now);

    /** Another company for what is attributed already; answers how many complaints that were. */
    @SqlUpdate("""
            update accounts.complaint set company = :company, changed_at = :now
            where state = 'ATTRIBUTED' and (same_as = :id or (id = :id and same_as is null)) and exists (select from accounts.complaint f
                    where f.id = :id and f.same_as is null and f.state = 'ATTRIBUTED')
            """)
    int reattribute(UUID id, UUID company, Instant now);

    /** The company that made the call for the one that it is attributed to; null for none that is known. */
    @SqlUpdate("update accounts.complaint set agent = cast(:agent as uuid) where id = :id or same_as = :id")
    void agent(UUID id, @Nullable UUID agent);

    /** Those about the same call as a first one, in the order in which they came. */
    @SqlQuery("select id from accounts.complaint where same_as = :first order by received_at, id")
    List<UUID> joined(UUID first);

    /**
     * A complaint and its calls.
     *
     * @param consumer its complainant; null for one without an account
     */
    record Calls(UUID id, @Nullable UUID consumer, List<Instant> calls) {}

    /** The calls of a complaint, and of the others about the same call. */
    @SqlQuery("""
            with head as (select coalesce(same_as, id) as id from accounts.complaint where id = :id)
            select c.id, c.consumer, c.calls from head join accounts.complaint c on c.id = head.id
            union all
            select c.id, c.consumer, c.calls from head join accounts.complaint c on c.same_as = head.id
            """)
    List<Calls> calls(UUID id);

    @SqlQuery("select id, coalesce(same_as, id) as first from accounts.complaint where reference = :reference")
    Optional<Complaint.Referred> byReference(Reference reference);

    @SqlQuery(ROW + " where c.id = :id")
    Optional<ComplaintQuery.Row> one(UUID id);

    /** First complaints that were received before an instant and wait for their attribution, the longest first. */
    @SqlQuery(ROW + """
             where c.state = 'RECEIVED' and c.received_at < :before and c.same_as is null
            order by c.received_at, c.id limit :limit
            """)
    List<ComplaintQuery.Row> waiting(Instant before, int limit);

    /** A first complaint whose attribution was removed at an instant. */
    record Reopened(ComplaintQuery.Row complaint, Instant changedAt) {}

    /** The latest first. */
    @SqlQuery(ROW + """
             where c.state = 'RECEIVED' and c.changed_at > c.received_at and c.same_as is null
            order by c.changed_at desc, c.id desc limit :limit
            """)
    List<Reopened> reopened(int limit);

    /** The part of a complaint that only inspectors see. */
    record More(
            @Nullable UUID company,
            @Nullable UUID agent,
            @Nullable UUID caseFile,
            @Nullable UUID sameAs) {}

    @SqlQuery("select company, agent, case_file, same_as from accounts.complaint where id = :id")
    More more(UUID id);

    /** Replaces another inspector. */
    @SqlUpdate("""
            insert into accounts.complaint_assignment (complaint, inspector, at) values (:complaint, :inspector, :now)
            on conflict (complaint) do update set inspector = excluded.inspector, at = excluded.at
            """)
    void assign(UUID complaint, UUID inspector, Instant now);

    @SqlUpdate("delete from accounts.complaint_assignment where complaint = :complaint and inspector = :inspector")
    boolean release(UUID complaint, UUID inspector);

    @SqlQuery("select inspector from accounts.complaint_assignment where complaint = :complaint")
    Optional<UUID> assignee(UUID complaint);

    /**
     * Complaints that come as a flood would: at least half from one network, or in the same words.
     *
     * @param company whom they are about; null where none is known
     * @param caller the calling number; null where none was shown
     * @param complaints all of them
     * @param sameNetwork how many came from the network that most came from
     * @param sameWords how many have the wording that most have
     */
    record Flood(
            @Nullable UUID company, @Nullable CallingNumber caller, int complaints, int sameNetwork, int sameWords) {}

    /** A flood as it stands in its row. */
    record FloodRow(@Nullable UUID company, @Nullable UUID caller, int complaints, int sameNetwork, int sameWords) {
        private Flood flood(Database database) {
            return new Flood(company, CallingNumber.opened(caller, database), complaints, sameNetwork, sameWords);
        }
    }

    /**
     * Each complaint counts, those that joined too: a flood about one call is one. Half of the complaints from one network, or half in the
     * same words, are a sign.
     *
     * @param callers those whose floods are looked for
     * @param companies those of which the floods of calls without a number are looked for
     * @param none stands for no company and no caller, which are not equal to themselves in a join
     */
    @SqlQuery("""
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
    List<Flood> floods(Instant from, int least, List<UUID> callers, List<UUID> companies, UUID none);
}
