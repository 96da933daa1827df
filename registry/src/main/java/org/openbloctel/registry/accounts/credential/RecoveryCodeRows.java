package org.openbloctel.registry.accounts.credential;

import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;

/** The table of recovery codes, by their hashes. */
final class RecoveryCodeRows {
    private final Database database;

    RecoveryCodeRows(Database database) {
        this.database = database;
    }

    void insert(UUID id, String hash) {
        database.accounts()
                .sql("insert into accounts.recovery_code (credential, hash) values (:id, :hash)")
                .param("id", id)
                .param("hash", hash)
                .update();
    }

    int use(UUID id, String hash) {
        return database.accounts()
                .sql("delete from accounts.recovery_code where credential = :id and hash = :hash")
                .param("id", id)
                .param("hash", hash)
                .update();
    }

    int left(UUID id) {
        return database.accounts()
                .sql("select count(*) from accounts.recovery_code where credential = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    void forget(UUID id) {
        database.accounts()
                .sql("delete from accounts.recovery_code where credential = :id")
                .param("id", id)
                .update();
    }
}
