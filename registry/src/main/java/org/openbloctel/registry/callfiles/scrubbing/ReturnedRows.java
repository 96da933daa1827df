package org.openbloctel.registry.callfiles.scrubbing;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.openbloctel.registry.platform.database.Database;

/** The rows of returned files. A file that has no row is not seen by any company. Thread-safe. */
public interface ReturnedRows {
    /** Rows in this database. */
    static ReturnedRows in(Database database) {
        return database.rows(ReturnedRows.class);
    }

    /** The files of a submission, while they are kept. */
    @SqlQuery("select * from accounts.submission_file where submission = :submission")
    List<Returned.Stored> of(UUID submission);

    /** Removes the name of the lines that are not sealed; in the open transaction. Their file is rubbish then. */
    @SqlUpdate("update accounts.submission_file set kept_name = null where submission = :submission")
    void forgetKept(UUID submission);

    @SqlUpdate("""
            insert into accounts.submission_file
                (submission, kind, stored_name, size, sha256, recipients, content_size, content_sha256, kept_name)
            values (:submission, :file.kind.label, :file.storedName, :file.size, :file.sha256, :file.recipients, :file.contentSize,
                :file.contentSha256, :file.keptName)
            """)
    void add(UUID submission, Returned.Stored file);

    /** Deletes the rows of a submission's files. */
    @SqlUpdate("delete from accounts.submission_file where submission = :submission")
    void forget(UUID submission);
}
