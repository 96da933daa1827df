package org.openbloctel.registry.accounts.credential;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;

/** The table of known devices. */
final class KnownDeviceRows {
    private final Database database;

    KnownDeviceRows(Database database) {
        this.database = database;
    }

    void rename(String hash, String next) {
        database.accounts()
                .sql("update accounts.known_device set token_hash = :next where token_hash = :hash")
                .param("next", next)
                .param("hash", hash)
                .update();
    }

    void put(UUID id, String hash, UUID credential, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.known_device (id, token_hash, credential, seen_at)
                        values (:id, :hash, :credential, :now)
                        on conflict (token_hash, credential) do update set seen_at = excluded.seen_at
                        """)
                .param("id", id)
                .param("hash", hash)
                .param("credential", credential)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<UUID> find(String hash, Credential.Realm realm, String email, Instant oldest) {
        return database.accounts()
                .sql("""
                        select device.id
                        from accounts.known_device device join accounts.credential on credential.id = device.credential
                        where device.token_hash = :hash and device.seen_at >= :oldest
                            and credential.realm = :realm and credential.email = :email
                        """)
                .param("hash", hash)
                .param("oldest", oldest.atOffset(ZoneOffset.UTC))
                .param("realm", realm.name())
                .param("email", email)
                .query(UUID.class)
                .optional();
    }

    Optional<UUID> find(String hash, UUID credential, Instant oldest) {
        return database.accounts()
                .sql("""
                        select id from accounts.known_device
                        where token_hash = :hash and credential = :credential and seen_at >= :oldest
                        """)
                .param("hash", hash)
                .param("credential", credential)
                .param("oldest", oldest.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional();
    }

    /** Other people known in a browser of these. */
    List<UUID> sharing(Collection<UUID> credentials, Instant oldest) {
        return database.accounts()
                .sql("""
                        select distinct other.credential
                        from accounts.known_device mine join accounts.known_device other on other.token_hash = mine.token_hash
                        where mine.credential = any(:mine) and mine.seen_at >= :oldest
                            and other.credential <> all(:mine) and other.seen_at >= :oldest
                        """)
                .param("mine", credentials.toArray(UUID[]::new))
                .param("oldest", oldest.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    void delete(UUID credential) {
        database.accounts()
                .sql("delete from accounts.known_device where credential = :credential")
                .param("credential", credential)
                .update();
    }

    int purge(Instant lastBefore) {
        return database.accounts()
                .sql("delete from accounts.known_device where seen_at < :lastSeen")
                .param("lastSeen", lastBefore.atOffset(ZoneOffset.UTC))
                .update();
    }
}
