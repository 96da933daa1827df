package org.openbloctel.registry.accounts.operator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of decisions that wait for their confirmation. */
final class FourEyesRows {
    private final Database database;

    FourEyesRows(Database database) {
        this.database = database;
    }

    /** Of two who ask at once, the first has asked; whether it was this one. */
    boolean insert(Decision pending) {
        return database.accounts()
                        .sql("""
                        insert into accounts.pending_decision (id, kind, subject, evidence, details, shown, asked_by, asked_at, due_at)
                        values (:id, :kind, :subject, :evidence, :details, :shown, :by, :at, :due)
                        on conflict (kind, subject) do nothing
                        """)
                        .param("id", UUID.randomUUID())
                        .param("kind", pending.kind().name())
                        .param("subject", pending.subject())
                        .param("evidence", pending.evidence())
                        .param("details", pending.details())
                        .param(
                                "shown",
                                pending.shown() == null ? null : pending.shown().written())
                        .param("by", pending.askedBy())
                        .param("at", Columns.timestamp(pending.askedAt()))
                        .param("due", Columns.timestamp(pending.dueAt()))
                        .update()
                > 0;
    }

    Optional<Decision> find(Decision.Kind kind, UUID subject) {
        return select(kind, subject, "");
    }

    Optional<Decision> lock(Decision.Kind kind, UUID subject) {
        return select(kind, subject, " for update");
    }

    private Optional<Decision> select(Decision.Kind kind, UUID subject, String lock) {
        return database.accounts()
                .sql("select * from accounts.pending_decision where kind = :kind and subject = :subject" + lock)
                .param("kind", kind.name())
                .param("subject", subject)
                .query(FourEyesRows::pending)
                .optional();
    }

    List<Decision> all(Decision.Kind kind) {
        return database.accounts()
                .sql("select * from accounts.pending_decision where kind = :kind order by asked_at, subject")
                .param("kind", kind.name())
                .query(FourEyesRows::pending)
                .list();
    }

    int delete(Decision.Kind kind, UUID subject) {
        return database.accounts()
                .sql("delete from accounts.pending_decision where kind = :kind and subject = :subject")
                .param("kind", kind.name())
                .param("subject", subject)
                .update();
    }

    /** The kinds of all decisions about a subject, which are deleted. */
    List<Decision.Kind> deleteAll(UUID subject) {
        return database.accounts()
                .sql("delete from accounts.pending_decision where subject = :subject returning kind")
                .param("subject", subject)
                .query((row, n) -> Decision.Kind.valueOf(row.getString("kind")))
                .list();
    }

    int forget(Instant before) {
        return database.accounts()
                .sql("delete from accounts.pending_decision where due_at < :before")
                .param("before", Columns.timestamp(before))
                .update();
    }

    private static Decision pending(ResultSet row, int n) throws SQLException {
        return new Decision(
                Decision.Kind.valueOf(row.getString("kind")),
                row.getObject("subject", UUID.class),
                row.getString("evidence"),
                row.getString("details"),
                Optional.ofNullable(row.getString("shown")).map(Shown::read).orElse(null),
                row.getObject("asked_by", UUID.class),
                Columns.instant(row, "asked_at"),
                Columns.instant(row, "due_at"));
    }
}
