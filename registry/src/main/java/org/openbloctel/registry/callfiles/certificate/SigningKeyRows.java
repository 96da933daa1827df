package org.openbloctel.registry.callfiles.certificate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of signing keys. */
interface SigningKeyRows {
    /** The current key, its private part wrapped. */
    @SuppressWarnings("ArrayRecordComponent") // opened, never compared
    record Wrapped(String kid, byte[] privateKey) {}

    @SqlUpdate("""
            update accounts.certificate_key set retired_at = :now, private_key = null
            where retired_at is null and created_at <= :madeUntil
            """)
    int retire(Instant madeUntil, Instant now);

    @SqlQuery("""
            select kid, public_key as public_bytes, created_at from accounts.certificate_key
            order by retired_at desc nulls first, created_at desc, kid
            """)
    List<SigningKeys.Published> published();

    @SqlQuery("select kid, private_key from accounts.certificate_key where retired_at is null")
    Optional<Wrapped> current();

    @SqlUpdate("""
            insert into accounts.certificate_key (kid, public_key, private_key, created_at)
            values (:kid, :publicBytes, :wrapped, :now)
            on conflict do nothing
            """)
    void insert(String kid, byte[] publicBytes, byte[] wrapped, Instant now);
}
