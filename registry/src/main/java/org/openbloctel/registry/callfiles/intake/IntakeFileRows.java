package org.openbloctel.registry.callfiles.intake;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.FileKeeper;
import org.openbloctel.registry.platform.filevault.KeptFile;

/** The pieces of files that are not whole yet, and what is forgotten of those that are. Thread-safe. */
public final class IntakeFileRows implements FileKeeper {
    private final Database database;

    public IntakeFileRows(Database database) {
        this.database = database;
    }

    @Override
    public List<String> kept(UUID folder) {
        return database.accounts()
                .sql("""
                        select unnest(parts) from accounts.submission_upload
                        where id = :id
                        union all select unnest(parts) from accounts.incoming_file
                        where id = :id
                        """)
                .param("id", folder)
                .query(String.class)
                .list();
    }

    @Override
    public boolean isWriting(UUID folder) {
        return database.accounts()
                .sql("""
                        select exists (select from accounts.submission_upload where id = :id)
                            or exists (select from accounts.incoming_file where id = :id)
                        """)
                .param("id", folder)
                .query(Boolean.class)
                .single();
    }

    /** The pieces of files that are not whole yet, by folder. */
    public List<KeptFile> after(UUID folder, int folders) {
        return database.accounts()
                .sql("""
                        select id, unnest(parts) as name, file_key from (
                            (select id, parts, file_key from accounts.submission_upload
                                where id > :after and cardinality(parts) > 0 order by id limit :folders)
                            union all
                            (select id, parts, file_key from accounts.incoming_file
                                where id > :after and cardinality(parts) > 0 order by id limit :folders)
                            order by id limit :folders) as pieces
                        order by id, name
                        """)
                .param("after", folder)
                .param("folders", folders)
                .query((row, n) -> {
                    UUID id = row.getObject("id", UUID.class);
                    return new KeptFile(
                            id, row.getString("name"), Optional.empty(), KeptFile.Key.of(row.getBytes("file_key"), id));
                })
                .list();
    }

    /** Forgets idempotency keys whose time is over. */
    public void forgetKeys(Instant now) {
        database.accounts()
                .sql("delete from accounts.submission_key where until <= :now")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
