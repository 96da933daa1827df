package org.openbloctel.registry.accounts.operator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;

/** The table of decisions that wait for their confirmation. */
interface FourEyesRows {
    String FIND = "select * from accounts.pending_decision where kind = :kind and subject = :subject";

    static FourEyesRows in(Database database) {
        return database.rows(
                FourEyesRows.class, new Reading<>(DecisionRow.class, Decision.class, DecisionRow::decision));
    }

    /** A decision as it stands in its row. */
    record DecisionRow(
            Decision.Kind kind,
            UUID subject,
            String evidence,
            String details,
            @Nullable String shown,
            UUID askedBy,
            Instant askedAt,
            Instant dueAt) {
        Decision decision() {
            Shown read = shown == null ? null : Shown.read(shown);
            return new Decision(kind, subject, evidence, details, read, askedBy, askedAt, dueAt);
        }
    }

    /** Of two who ask at once, the first has asked; whether it was this one. */
    @SqlUpdate("""
            insert into accounts.pending_decision (id, kind, subject, evidence, details, shown, asked_by, asked_at, due_at)
            values (:id, :asked.kind, :asked.subject, :asked.evidence, :asked.details, :asked.shown.written, :asked.askedBy,
                :asked.askedAt, :asked.dueAt)
            on conflict (kind, subject) do nothing
            """)
    boolean insert(UUID id, Decision asked);

    @SqlQuery(FIND)
    Optional<Decision> find(Decision.Kind kind, UUID subject);

    @SqlQuery(FIND + " for update")
    Optional<Decision> lock(Decision.Kind kind, UUID subject);

    @SqlQuery("select * from accounts.pending_decision where kind = :kind order by asked_at, subject")
    List<Decision> all(Decision.Kind kind);

    @SqlUpdate("delete from accounts.pending_decision where kind = :kind and subject = :subject")
    boolean delete(Decision.Kind kind, UUID subject);

    /** The kinds of all decisions about a subject, which are deleted. */
    @SqlQuery("delete from accounts.pending_decision where subject = :subject returning kind")
    List<Decision.Kind> deleteAll(UUID subject);

    @SqlUpdate("delete from accounts.pending_decision where due_at < :before")
    int forget(Instant before);
}
