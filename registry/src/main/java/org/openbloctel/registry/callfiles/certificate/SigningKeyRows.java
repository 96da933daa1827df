package org.openbloctel.registry.callfiles.certificate;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.openbloctel.registry.platform.database.Database;
import org.springframework.jdbc.core.RowMapper;

/** The table of signing keys. */
final class SigningKeyRows {
    private final Database database;

    SigningKeyRows(Database database) {
        this.database = database;
    }

    int retire(Instant madeUntil, Instant now) {
        return database.accounts()
                .sql("""
                            update accounts.certificate_key set retired_at = :now, private_key = null
                            where retired_at is null and created_at <= :madeUntil
                            """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("madeUntil", madeUntil.atOffset(ZoneOffset.UTC))
                .update();
    }

    <T> List<T> published(RowMapper<T> key) {
        return database.accounts().sql("""
                        select kid, public_key, created_at from accounts.certificate_key
                        order by retired_at desc nulls first, created_at desc, kid
                        """).query(key).list();
    }

    <T> Optional<T> current(RowMapper<T> key) {
        return database.accounts()
                .sql("select kid, private_key from accounts.certificate_key where retired_at is null")
                .query(key)
                .optional();
    }

    void insert(String kid, byte[] publicBytes, byte[] wrapped, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.certificate_key (kid, public_key, private_key, created_at)
                        values (:kid, :publicBytes, :privateKey, :now)
                        on conflict do nothing
                        """)
                .param("kid", kid)
                .param("publicBytes", publicBytes)
                .param("privateKey", wrapped)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
