package org.openbloctel.registry.callfiles.submission;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.KeptFile;

/** Submissions by their ids, with what they need: their files as they were sent, their key, their certificate. */
interface FileExaminationRows {
    /**
     * A submission whose files must be there.
     *
     * @param waits whether it is still to be scrubbed; else it is ready
     * @param hasInput whether it has a file as it was sent, and a key
     * @param hasKey whether it has the key of its files
     */
    record Standing(UUID id, boolean waits, boolean hasInput, boolean hasKey) {}

    String STANDING = """
            select id, state in ('RECEIVED', 'CHECKING', 'HELD') as waits, cardinality(inputs) > 0 and file_key is not null as has_input,
                file_key is not null as has_key
            from accounts.submission
            where state in ('RECEIVED', 'CHECKING', 'HELD', 'READY', 'DELIVERED') and
            """;

    static FileExaminationRows in(Database database) {
        return database.rows(FileExaminationRows.class, KeptFile.Row.READING);
    }

    @SqlQuery(STANDING + "id > :id order by id limit :limit")
    List<Standing> after(UUID id, int limit);

    /** The same submission now; empty when it is settled, and may have no file any more. */
    @SqlQuery(STANDING + "id = :id")
    Optional<Standing> now(UUID id);

    /** Files as they were sent. */
    @SqlQuery("""
            select id as folder, unnest(inputs) as name, null as sha256, file_key from (
                select id, inputs, file_key from accounts.submission
                where id > :id and cardinality(inputs) > 0 order by id limit :limit) as page
            order by id, name
            """)
    List<KeptFile> inputsAfter(UUID id, int limit);
}
