package org.openbloctel.registry.callfiles.scrubbing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

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
                .query(ReturnedRows::stored)
                .list();
    }

    private static Returned.Stored stored(ResultSet row, int n) throws SQLException {
        Optional<Returned.Sealed> sealed = Optional.empty();
        List<String> recipients = Columns.texts(row, "recipients");
        if (!recipients.isEmpty()) {
            sealed = Optional.of(new Returned.Sealed(recipients, row.getLong("content_size")));
        }
        return new Returned.Stored(
                Returned.Kind.of(row.getString("kind")).orElseThrow(),
                row.getString("stored_name"),
                row.getLong("size"),
                row.getString("sha256"),
                sealed,
                Optional.ofNullable(row.getString("kept_name")));
    }

    /** Removes the name of the lines that are not sealed; in the open transaction. Their file is rubbish then. */
    public void forgetKept(UUID submission) {
        database.accounts()
                .sql("update accounts.submission_file set kept_name = null where submission = :submission")
                .param("submission", submission)
                .update();
    }

    void add(UUID submission, Returned.Stored file) {
        database.accounts()
                .sql("""
                        insert into accounts.submission_file
                            (submission, kind, stored_name, size, sha256, recipients, content_size, content_sha256, kept_name)
                        values (:submission, :kind, :name, :size, :sha256, :recipients, :contentSize, :contentSha256, :keptName)
                        """)
                .param("submission", submission)
                .param("kind", file.kind().label())
                .param("name", file.storedName())
                .param("size", file.size())
                .param("sha256", file.sha256())
                .param(
                        "recipients",
                        file.sealed()
                                .map(in -> in.recipients().toArray(String[]::new))
                                .orElseGet(() -> new String[0]))
                .param("contentSize", file.sealed().map(Returned.Sealed::size).orElse(null))
                // The digest that a certificate names: of files of earlier releases that of their lines, now that of
                // the sealed bytes.
                .param("contentSha256", file.sealed().map(in -> file.sha256()).orElse(null))
                .param("keptName", file.keptName().orElse(null))
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
