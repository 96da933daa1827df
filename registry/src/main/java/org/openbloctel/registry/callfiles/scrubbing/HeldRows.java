package org.openbloctel.registry.callfiles.scrubbing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.list.guard.Provenance;
import org.openbloctel.registry.list.guard.Stop;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.Refusal;

/** The statements about held submissions. Each leaves the hold by one update of the row, so that of two at once one succeeds. */
final class HeldRows {
    private final Database database;

    HeldRows(Database database) {
        this.database = database;
    }

    HeldFile.Depth depth() {
        return database.accounts()
                .sql(
                        "select count(*) as held, min(received_at) as oldest from accounts.submission where state = 'HELD'")
                .query((row, n) -> new HeldFile.Depth(row.getInt("held"), Columns.optionalInstant(row, "oldest")))
                .single();
    }

    List<HeldFile> list(int limit) {
        return database.accounts()
                .sql("select * from accounts.submission where state = 'HELD' order by received_at, seq limit :limit")
                .param("limit", limit)
                .query(HeldRows::file)
                .list();
    }

    private static HeldFile file(ResultSet row, int n) throws SQLException {
        return new HeldFile(
                AttemptRows.task(row),
                Hold.read(row.getString("hold_kind"), row.getString("hold_figures")),
                Columns.instant(row, "held_at"));
    }

    /** Those that are over their budget, the first received first. */
    List<HeldFile> overBudget() {
        return database.accounts().sql("""
                        select * from accounts.submission where state = 'HELD' and hold_kind in ('BUDGET_DAY', 'BUDGET_YEAR')
                        order by received_at, seq
                        """).query(HeldRows::file).list();
    }

    /** Lets one that was over its budget be scrubbed again. */
    boolean retry(UUID id, Instant now) {
        return database.accounts()
                        .sql("""
                                update accounts.submission set state = 'RECEIVED', requeued_at = :now
                                where id = :id and state in (%s) and hold_kind in ('BUDGET_DAY', 'BUDGET_YEAR')
                                """.formatted(State.RECEIVED.sources()))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .update()
                == 1;
    }

    void explain(UUID id, Provenance provenance) {
        database.accounts()
                .sql("""
                        insert into accounts.submission_provenance (submission, provenance, papers, given_by, given_at)
                        values (:id, :text, :papers, :by, :at)
                        on conflict (submission) do update set provenance = excluded.provenance, papers = excluded.papers,
                            given_by = excluded.given_by, given_at = excluded.given_at
                        """)
                .param("id", id)
                .param("text", provenance.text())
                .param("papers", provenance.papers())
                .param("by", provenance.by())
                .param("at", provenance.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Provenance> provenance(UUID id) {
        return database.accounts()
                .sql("select * from accounts.submission_provenance where submission = :id")
                .param("id", id)
                .query((row, n) -> new Provenance(
                        row.getString("provenance"),
                        row.getString("papers"),
                        row.getString("given_by"),
                        Columns.instant(row, "given_at")))
                .optional();
    }

    /** Whether something was said of a file after this instant. */
    boolean isExplainedSince(UUID id, Instant since) {
        return database.accounts()
                .sql("""
                        select exists (select from accounts.submission_provenance where submission = :id and given_at > :since)
                        """)
                .param("id", id)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** Whose file it is, if it is held; it stays so until the transaction ends. */
    Optional<UUID> lock(UUID id) {
        return database.accounts()
                .sql("select company from accounts.submission where id = :id and state = 'HELD' for update")
                .param("id", id)
                .query(UUID.class)
                .optional();
    }

    /** A held file, while it is held. */
    Optional<HeldFile> find(UUID id) {
        return database.accounts()
                .sql("select * from accounts.submission where id = :id and state = 'HELD'")
                .param("id", id)
                .query(HeldRows::file)
                .optional();
    }

    /** Lets it be scrubbed again. A later hold is a new one, even for the same reason. */
    boolean release(UUID id, Instant now) {
        return database.accounts()
                        .sql("""
                                update accounts.submission
                                set state = 'RECEIVED', released_at = :now, requeued_at = :now, hold_kind = null
                                where id = :id and state in (%s)
                                """.formatted(State.RECEIVED.sources()))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** The files of a company, for one principal or for all, that are held for what their numbers look like. */
    List<UUID> showingSigns(UUID company, @Nullable UUID principal) {
        return database.accounts()
                .sql("""
                        select id from accounts.submission
                        where state = 'HELD' and hold_kind = 'SIGNS' and not starts_with(hold_figures, 'COVERAGE ')
                            and company = :company and (cast(:principal as uuid) is null or principal = :principal) order by seq
                        """)
                .param("company", company)
                .param("principal", principal)
                .query(UUID.class)
                .list();
    }

    /**
     * Lets those over their budget be scrubbed again that were held before this instant, and those of companies that were stopped;
     * returns which.
     *
     * @param stopped the companies that still are
     * @param pairs companies that are stopped for one principal
     */
    List<UUID> retry(Instant heldBefore, Set<UUID> stopped, List<Stop> pairs, Instant now) {
        return database.accounts()
                .sql("""
                        update accounts.submission set state = 'RECEIVED', requeued_at = :now
                        where state in (%s) and (hold_kind in ('BUDGET_DAY', 'BUDGET_YEAR') and held_at < :before
                            or hold_kind = 'STOPPED' and not company = any(:stopped) and not exists (select from
                                unnest(cast(:agents as uuid[]), cast(:principals as uuid[])) as pair (agent, client)
                                where pair.agent = company and pair.client = principal))
                        returning id
                        """.formatted(State.RECEIVED.sources()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("before", heldBefore.atOffset(ZoneOffset.UTC))
                .param("stopped", stopped.toArray(UUID[]::new))
                .param("agents", pairs.stream().map(Stop::company).toArray(UUID[]::new))
                .param("principals", pairs.stream().map(Stop::principal).toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    /** Those received so early, locked. */
    List<UUID> receivedBefore(Instant old) {
        return database.accounts()
                .sql("""
                        select id from accounts.submission where state = 'HELD' and received_at <= :old
                        order by seq for update skip locked
                        """)
                .param("old", old.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    /** Refuses it; empty when it is not held. */
    Optional<ScrubTask> refuse(UUID id, Refusal.Stored why, Instant now) {
        return database.accounts()
                .sql("""
                        update accounts.submission
                        set state = 'REFUSED', settled_at = :now, refusal_code = :code, refusal_arguments = :arguments
                        where id = :id and state = 'HELD'
                        returning *
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("code", why.code())
                .param("arguments", why.arguments().toArray(String[]::new))
                .param("id", id)
                .query((row, n) -> AttemptRows.task(row))
                .optional();
    }
}
