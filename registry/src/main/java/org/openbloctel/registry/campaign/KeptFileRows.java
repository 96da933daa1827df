package org.openbloctel.registry.campaign;

import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.filevault.FileKeeper;

/** The files of kept numbers. Thread-safe. */
final class KeptFileRows implements FileKeeper {
    private final Database database;

    KeptFileRows(Database database) {
        this.database = database;
    }

    @Override
    public List<String> kept(UUID folder) {
        return database.accounts()
                .sql("select unnest(array['numbers', 'lines']) from accounts.campaign_kept where id = :folder")
                .param("folder", folder)
                .query(String.class)
                .list();
    }
}
