package org.openbloctel.registry.calls.call;

import org.openbloctel.registry.platform.database.Database;

/** The table of the one key under which numbers of calls become prints. */
final class CallKeyRows {
    private final Database database;

    CallKeyRows(Database database) {
        this.database = database;
    }

    void insert(byte[] wrapped) {
        database.accounts()
                .sql("insert into accounts.call_key (wrapped) values (:wrapped) on conflict do nothing")
                .param("wrapped", wrapped)
                .update();
    }

    byte[] key() {
        return database.accounts()
                .sql("select wrapped from accounts.call_key")
                .query(byte[].class)
                .single();
    }
}
