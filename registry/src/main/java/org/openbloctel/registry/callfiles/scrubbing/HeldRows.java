package org.openbloctel.registry.callfiles.scrubbing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.list.guard.Provenance;
import org.openbloctel.registry.list.guard.Stop;
import org.openbloctel.registry.platform.refusal.Refusal;

/** The statements about held submissions. Each leaves the hold by one update of the row, so that of two at once one succeeds. */
interface HeldRows {
    String FILES = "select *, held_at as since from accounts.submission where state = 'HELD'";

    @SqlQuery("select count(*) as count, min(received_at) as oldest from accounts.submission where state = 'HELD'")
    HeldFiles.Depth depth();

    @SqlQuery(FILES + " order by received_at, seq limit :limit")
    List<HeldFiles.Held> list(int limit);

    /** Those that are over their budget, the first received first. */
    @SqlQuery(FILES + " and hold_kind in ('BUDGET_DAY', 'BUDGET_YEAR') order by received_at, seq")
    List<HeldFiles.Held> overBudget();

    /** Lets one that was over its budget be scrubbed again. */
    @SqlUpdate("""
            update accounts.submission set state = 'RECEIVED', requeued_at = :now
            where id = :id and state in (
            """ + State.BEFORE_RECEIVED + ") and hold_kind in ('BUDGET_DAY', 'BUDGET_YEAR')")
    boolean retry(UUID id, Instant now);

    @SqlUpdate("""
            insert into accounts.submission_provenance (submission, provenance, papers, given_by, given_at)
            values (:id, :given.text, :given.papers, :given.by, :given.at)
            on conflict (submission) do update set provenance = excluded.provenance, papers = excluded.papers,
                given_by = excluded.given_by, given_at = excluded.given_at
            """)
    void explain(UUID id, Provenance given);

    @SqlQuery("""
            select provenance as text, papers, given_by as by, given_at as at from accounts.submission_provenance
            where submission = :id
            """)
    Optional<Provenance> provenance(UUID id);

    /** Whether something was said of a file after this instant. */
    @SqlQuery("select exists (select from accounts.submission_provenance where submission = :id and given_at > :since)")
    boolean isExplainedSince(UUID id, Instant since);

    /** Whose file it is, if it is held; it stays so until the transaction ends. */
    @SqlQuery("select company from accounts.submission where id = :id and state = 'HELD' for update")
    Optional<UUID> lock(UUID id);

    /** A held file, while it is held. */
    @SqlQuery(FILES + " and id = :id")
    Optional<HeldFiles.Held> find(UUID id);

    /** Lets it be scrubbed again. A later hold is a new one, even for the same reason. */
    @SqlUpdate("""
            update accounts.submission
            set state = 'RECEIVED', released_at = :now, requeued_at = :now, hold_kind = null
            where id = :id and state in (
            """ + State.BEFORE_RECEIVED + ")")
    boolean release(UUID id, Instant now);

    /** The files of a company, for one principal or for all, that are held for what their numbers look like. */
    @SqlQuery("""
            select id from accounts.submission
            where state = 'HELD' and hold_kind = 'SIGNS' and not starts_with(hold_figures, 'COVERAGE ')
                and company = :company and (cast(:principal as uuid) is null or principal = :principal) order by seq
            """)
    List<UUID> showingSigns(UUID company, @Nullable UUID principal);

    /**
     * Lets those over their budget be scrubbed again that were held before this instant, and those of companies that were stopped;
     * returns which.
     *
     * @param stopped the companies that still are
     * @param pairs companies that are stopped for one principal
     */
    default List<UUID> retry(Instant heldBefore, Set<UUID> stopped, List<Stop> pairs, Instant now) {
        List<UUID> agents = pairs.stream().map(Stop::company).toList();
        return retry(
                heldBefore, stopped, agents, pairs.stream().map(Stop::principal).toList(), now);
    }

    @SqlQuery("""
            update accounts.submission set state = 'RECEIVED', requeued_at = :now
            where state in (
            """ + State.BEFORE_RECEIVED + """
            ) and (hold_kind in ('BUDGET_DAY', 'BUDGET_YEAR') and held_at < :heldBefore
                or hold_kind = 'STOPPED' and not company = any(:stopped) and not exists (select from
                    unnest(cast(:agents as uuid[]), cast(:principals as uuid[])) as pair (agent, client)
                    where pair.agent = company and pair.client = principal))
            returning id
            """)
    List<UUID> retry(Instant heldBefore, Set<UUID> stopped, List<UUID> agents, List<UUID> principals, Instant now);

    /** Those received so early, locked. */
    @SqlQuery("""
            select id from accounts.submission where state = 'HELD' and received_at <= :old
            order by seq for update skip locked
            """)
    List<UUID> receivedBefore(Instant old);

    /** Refuses it; empty when it is not held. */
    @SqlQuery("""
            update accounts.submission
            set state = 'REFUSED', settled_at = :now, refusal_code = :why.code, refusal_arguments = :why.arguments
            where id = :id and state = 'HELD'
            returning *
            """)
    Optional<ScrubTask> refuse(UUID id, Refusal.Stored why, Instant now);
}
