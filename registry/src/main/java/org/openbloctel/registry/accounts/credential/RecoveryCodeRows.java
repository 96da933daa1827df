package org.openbloctel.registry.accounts.credential;

import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of recovery codes, by their hashes. */
interface RecoveryCodeRows {
    @SqlUpdate("insert into accounts.recovery_code (credential, hash) values (:id, :hash)")
    void insert(UUID id, String hash);

    @SqlUpdate("delete from accounts.recovery_code where credential = :id and hash = :hash")
    boolean use(UUID id, String hash);

    @SqlQuery("select count(*) from accounts.recovery_code where credential = :id")
    int left(UUID id);

    @SqlUpdate("delete from accounts.recovery_code where credential = :id")
    void forget(UUID id);
}
