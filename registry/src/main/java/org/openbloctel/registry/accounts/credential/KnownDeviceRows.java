package org.openbloctel.registry.accounts.credential;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of known devices. */
interface KnownDeviceRows {
    @SqlUpdate("update accounts.known_device set token_hash = :next where token_hash = :hash")
    void rename(String hash, String next);

    @SqlUpdate("""
            insert into accounts.known_device (id, token_hash, credential, seen_at)
            values (:id, :hash, :credential, :now)
            on conflict (token_hash, credential) do update set seen_at = excluded.seen_at
            """)
    void put(UUID id, String hash, UUID credential, Instant now);

    @SqlQuery("""
            select device.id
            from accounts.known_device device join accounts.credential on credential.id = device.credential
            where device.token_hash = :hash and device.seen_at >= :oldest and credential.realm = :realm and credential.email = :email
            """)
    Optional<UUID> find(String hash, Credential.Realm realm, String email, Instant oldest);

    @SqlQuery("""
            select id from accounts.known_device
            where token_hash = :hash and credential = :credential and seen_at >= :oldest
            """)
    Optional<UUID> find(String hash, UUID credential, Instant oldest);

    /** Other people known in a browser of these. */
    @SqlQuery("""
            select distinct other.credential
            from accounts.known_device mine join accounts.known_device other on other.token_hash = mine.token_hash
            where mine.credential = any(:mine) and mine.seen_at >= :oldest and other.credential <> all(:mine) and other.seen_at >= :oldest
            """)
    List<UUID> sharing(Collection<UUID> mine, Instant oldest);

    @SqlUpdate("delete from accounts.known_device where credential = :credential")
    void delete(UUID credential);

    @SqlUpdate("delete from accounts.known_device where seen_at < :lastBefore")
    int purge(Instant lastBefore);
}
