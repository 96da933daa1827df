package org.openbloctel.registry.callfiles.submission;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.KeptFile;
import org.springframework.jdbc.core.RowMapper;

/** Submissions by their ids, with what they need: their files as they were sent, their key, their certificate. */
final class FileExaminationRows {
    private final Database database;

    FileExaminationRows(Database database) {
        this.database = database;
    }

    /**
     * A submission whose files must be there.
     *
     * @param waits whether it is still to be scrubbed; else it is ready
     * @param hasInput whether it has a file as it was sent, and a key
     * @param hasKey whether it has the key of its files
     */
    record Standing(UUID id, boolean waits, boolean hasInput, boolean hasKey) {}

    private static final RowMapper<Standing> STANDING = (row, n) -> new Standing(
            row.getObject("id", UUID.class),
            row.getBoolean("waits"),
            row.getBoolean("has_input"),
            row.getBoolean("has_key"));

    private static final String COLUMNS = """
            select id, state in ('RECEIVED', 'CHECKING', 'HELD') as waits, cardinality(inputs) > 0 and file_key is not null as has_input,
                file_key is not null as has_key
            from accounts.submission
            where state in ('RECEIVED', 'CHECKING', 'HELD', 'READY', 'DELIVERED') and
            """;

    List<Standing> after(UUID id, int limit) {
        return database.accounts()
                .sql(COLUMNS + "id > :id order by id limit :limit")
                .param("id", id)
                .param("limit", limit)
                .query(STANDING)
                .list();
    }

    /** The same submission now; empty when it is settled, and may have no file any more. */
    Optional<Standing> now(UUID id) {
        return database.accounts()
                .sql(COLUMNS + "id = :id")
                .param("id", id)
                .query(STANDING)
                .optional();
    }

    /** Files as they were sent. */
    List<KeptFile> inputsAfter(UUID id, int limit) {
        return database.accounts()
                .sql("""
                        select id, unnest(inputs) as name, file_key from (
                            select id, inputs, file_key from accounts.submission
                            where id > :id and cardinality(inputs) > 0 order by id limit :limit) as page
                        order by id, name
                        """)
                .param("id", id)
                .param("limit", limit)
                .query((row, n) -> {
                    UUID folder = row.getObject("id", UUID.class);
                    return new KeptFile(
                            folder,
                            row.getString("name"),
                            Optional.empty(),
                            KeptFile.Key.of(row.getBytes("file_key"), folder));
                })
                .list();
    }
}
