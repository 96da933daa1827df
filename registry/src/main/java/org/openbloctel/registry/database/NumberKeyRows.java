package org.openbloctel.registry.database;

import org.openbloctel.registry.vault.MasterKeys;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of the one key under which phone numbers stand in the database, wrapped by a master key. */
final class NumberKeyRows {
    private static final String CONTEXT = "numbers";

    private NumberKeyRows() {}

    /**
     * The key; made at the first use. Of several servers that come first at once, one makes it and all find it.
     *
     * @throws MasterKeys.LostKeyException when no master key of this server opens it
     */
    static byte[] key(JdbcClient accounts, MasterKeys keys) {
        accounts.sql("insert into accounts.number_key (wrapped) values (:wrapped) on conflict do nothing")
                .param("wrapped", keys.wrap(MasterKeys.newDataKey(), CONTEXT))
                .update();
        byte[] wrapped = accounts.sql("select wrapped from accounts.number_key")
                .query(byte[].class)
                .single();
        return keys.unwrap(wrapped, CONTEXT);
    }
}
