package org.openbloctel.registry.list.trace;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.FileKeeper;
import org.openbloctel.registry.platform.filevault.KeptFile;
import org.openbloctel.registry.platform.filevault.Vault;

/** The files of traces in the vault: one folder a volume. Thread-safe. */
final class TraceFileRows implements FileKeeper {
    private final Database database;

    TraceFileRows(Database database) {
        this.database = database;
    }

    @Override
    public List<String> kept(UUID folder) {
        return database.accounts()
                .sql("select 'prints' from accounts.trace_volume where id = :folder and file_key is not null")
                .param("folder", folder)
                .query(String.class)
                .list();
    }

    /** The files behind a folder. */
    List<KeptFile> after(UUID folder, int folders) {
        return database.accounts()
                .sql("""
                        select id, file_key from accounts.trace_volume where id > :after and file_key is not null
                        order by id limit :folders
                        """)
                .param("after", folder)
                .param("folders", folders)
                .query((row, n) -> {
                    UUID id = row.getObject("id", UUID.class);
                    return new KeptFile(
                            Vault.Kind.TRACE,
                            id,
                            Volume.FILE,
                            Optional.empty(),
                            KeptFile.Key.of(row.getBytes("file_key"), id));
                })
                .list();
    }
}
