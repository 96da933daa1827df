package org.openbloctel.registry.authority.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of keys of the feed. */
final class FeedKeyRows {
    private final Database database;

    FeedKeyRows(Database database) {
        this.database = database;
    }

    static PowerRows powers(Database database) {
        return new PowerRows(database, "feed-key", Set.of("feed.key-made"), """
                select 'feed-key:' || k.id as subject, k.name, array['feed-key:' || k.id] as about,
                    jsonb_build_array(k.hash, k.networks, k.expires_on)::text as content
                from accounts.feed_key k where k.revoked_at is null
                """, "k.id = :id", "k");
    }

    void insert(FeedKey key, String hash, String by) {
        database.accounts()
                .sql("""
                        insert into accounts.feed_key (id, name, beginning, hash, networks, made_by, made_at, expires_on)
                        values (:id, :name, :beginning, :hash, :networks, :by, :now, :expires)
                        """)
                .param("id", key.id())
                .param("name", key.authority())
                .param("beginning", key.beginning())
                .param("hash", hash)
                .param("networks", key.networks().toArray(String[]::new))
                .param("by", by)
                .param("now", Columns.timestamp(key.madeAt()))
                .param("expires", key.expiresOn())
                .update();
    }

    List<FeedKey> all() {
        return database.accounts()
                .sql("select * from accounts.feed_key order by made_at desc, id")
                .query(FeedKeyRows::key)
                .list();
    }

    Optional<FeedKey> byHash(String hash) {
        return database.accounts()
                .sql("select * from accounts.feed_key where hash = :hash")
                .param("hash", hash)
                .query(FeedKeyRows::key)
                .optional();
    }

    boolean revoke(UUID id, Instant now) {
        return database.accounts()
                        .sql("update accounts.feed_key set revoked_at = :now where id = :id and revoked_at is null")
                        .param("now", Columns.timestamp(now))
                        .param("id", id)
                        .update()
                == 1;
    }

    void used(UUID id, Instant now) {
        database.accounts()
                .sql("update accounts.feed_key set last_used_at = :now where id = :id")
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    int forget(LocalDate expiredBefore, Instant revokedBefore) {
        return database.accounts()
                .sql("delete from accounts.feed_key where expires_on < :expired or revoked_at < :revoked")
                .param("expired", expiredBefore)
                .param("revoked", Columns.timestamp(revokedBefore))
                .update();
    }

    private static FeedKey key(ResultSet row, int n) throws SQLException {
        return new FeedKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("beginning"),
                Columns.texts(row, "networks"),
                Columns.instant(row, "made_at"),
                row.getObject("expires_on", LocalDate.class),
                Columns.optionalInstant(row, "revoked_at").orElse(null),
                Columns.optionalInstant(row, "last_used_at").orElse(null));
    }
}
