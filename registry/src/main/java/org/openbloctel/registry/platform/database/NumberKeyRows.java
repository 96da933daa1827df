package org.openbloctel.registry.platform.database;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of the one key under which phone numbers stand in the database, wrapped by a master key. */
final class NumberKeyRows {
    private static final String CONTEXT = "numbers";

    private NumberKeyRows() {}

    /** Both keys of a change; {@code next} is missing while there is none. */
    @SuppressWarnings("ArrayRecordComponent") // keys: used, never compared
    record Change(byte[] current, byte @Nullable [] next) {}

    /**
     * The key; made at the first use. Of several servers that come first at once, one makes it and all find it.
     *
     * @throws MasterKeys.LostKeyException when no master key of this server opens it
     */
    static byte[] key(JdbcClient accounts, MasterKeys keys) {
        // It is there but once: a reader need not be able to write.
        Optional<byte[]> made = wrapped(accounts);
        if (made.isPresent()) {
            return keys.unwrap(made.get(), CONTEXT);
        }
        accounts.sql("insert into accounts.number_key (wrapped) values (:wrapped) on conflict do nothing")
                .param("wrapped", keys.wrap(MasterKeys.newDataKey(), CONTEXT))
                .update();
        return keys.unwrap(wrapped(accounts).orElseThrow(), CONTEXT);
    }

    static boolean isMade(JdbcClient accounts) {
        return wrapped(accounts).isPresent();
    }

    private static Optional<byte[]> wrapped(JdbcClient accounts) {
        return accounts.sql("select wrapped from accounts.number_key")
                .query(byte[].class)
                .optional();
    }

    /**
     * The key, for a server.
     *
     * @throws NumbersBeingSealedException while another one takes its place
     */
    static byte[] served(JdbcClient accounts, MasterKeys keys) {
        byte[] key = key(accounts, keys);
        if (change(accounts, keys).next() != null) {
            throw new NumbersBeingSealedException();
        }
        return key;
    }

    static Change change(JdbcClient accounts, MasterKeys keys) {
        return accounts.sql("select wrapped, next from accounts.number_key")
                .query((row, n) -> {
                    byte[] next = row.getBytes("next");
                    return new Change(
                            keys.unwrap(row.getBytes("wrapped"), CONTEXT),
                            next == null ? null : keys.unwrap(next, CONTEXT));
                })
                .single();
    }

    static void begin(JdbcClient owner, MasterKeys keys) {
        owner.sql("update accounts.number_key set next = :next where next is null")
                .param("next", keys.wrap(MasterKeys.newDataKey(), CONTEXT))
                .update();
    }

    static void giveUp(JdbcClient owner) {
        owner.sql("update accounts.number_key set next = null").update();
    }

    static void finish(JdbcClient owner) {
        owner.sql("update accounts.number_key set wrapped = next, next = null where next is not null")
                .update();
    }
}
