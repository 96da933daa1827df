package org.openbloctel.registry.callfiles.intake;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.FileKeeper;
import org.openbloctel.registry.platform.filevault.KeptFile;

/** The pieces of files that are not whole yet, and what is forgotten of those that are. Thread-safe. */
public interface IntakeFileRows extends FileKeeper {
    static IntakeFileRows in(Database database) {
        return database.rows(IntakeFileRows.class, KeptFile.Row.READING);
    }

    @Override
    @SqlQuery("""
            select unnest(parts) from accounts.submission_upload
            where id = :folder
            union all select unnest(parts) from accounts.incoming_file
            where id = :folder
            """)
    List<String> kept(UUID folder);

    @Override
    @SqlQuery("""
            select exists (select from accounts.submission_upload where id = :folder)
                or exists (select from accounts.incoming_file where id = :folder)
            """)
    boolean isWriting(UUID folder);

    /** The pieces of files that are not whole yet, by folder. */
    @SqlQuery("""
            select id as folder, unnest(parts) as name, null as sha256, file_key from (
                (select id, parts, file_key from accounts.submission_upload
                    where id > :folder and cardinality(parts) > 0 order by id limit :folders)
                union all
                (select id, parts, file_key from accounts.incoming_file
                    where id > :folder and cardinality(parts) > 0 order by id limit :folders)
                order by id limit :folders) as pieces
            order by id, name
            """)
    List<KeptFile> after(UUID folder, int folders);

    /** Forgets idempotency keys whose time is over. */
    @SqlUpdate("delete from accounts.submission_key where until <= :now")
    void forgetKeys(Instant now);
}
