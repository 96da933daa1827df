package org.openbloctel.registry.calls.call;

import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of the one key under which numbers of calls become prints. */
interface CallKeyRows {
    @SqlUpdate("insert into accounts.call_key (wrapped) values (:wrapped) on conflict do nothing")
    void insert(byte[] wrapped);

    @SqlQuery("select wrapped from accounts.call_key")
    Optional<byte[]> key();
}
