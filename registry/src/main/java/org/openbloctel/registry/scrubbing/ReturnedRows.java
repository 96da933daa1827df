package org.openbloctel.registry.scrubbing;

import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.database.Database;

/** The rows of returned files. A file that has no row is not seen by any company. Thread-safe. */
public final class ReturnedRows {
    private final Database database;

    /** Rows in this database. */
    public ReturnedRows(Database database) {
        this.database = database;
    }

    /** The files of a submission, while they are kept. */
    public List<Returned.Stored> of(UUID submission) {
        return database.accounts()
                .sql("select * from accounts.submission_file where submission = :submission")
                .param("submission", submission)
                .query((row, n) -> new Returned.Stored(
                        Returned.Kind.of(row.getString("kind")).orElseThrow(),
                        row.getString("stored_name"),
                        row.getLong("size"),
                        row.getString("sha256")))
                .list();
    }

    void add(UUID submission, Returned.Stored file) {
        database.accounts()
                .sql("""
                        insert into accounts.submission_file (submission, kind, stored_name, size, sha256)
                        values (:submission, :kind, :name, :size, :sha256)
                        """)
                .param("submission", submission)
                .param("kind", file.kind().label())
                .param("name", file.storedName())
                .param("size", file.size())
                .param("sha256", file.sha256())
                .update();
    }

    /** Deletes the rows of a submission's files. */
    public void forget(UUID submission) {
        database.accounts()
                .sql("delete from accounts.submission_file where submission = :submission")
                .param("submission", submission)
                .update();
    }
}
