package org.openbloctel.registry.authority.feed;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;

/** The table of keys of the feed. */
interface FeedKeyRows {
    static PowerRows powers(Database database) {
        return new PowerRows(database, "feed-key", Set.of("feed.key-made"), """
                select 'feed-key:' || k.id as subject, k.name, array['feed-key:' || k.id] as about,
                    jsonb_build_array(k.hash, k.networks, k.expires_on)::text as content
                from accounts.feed_key k where k.revoked_at is null
                """, "k.id = :id", "k");
    }

    @SqlUpdate("""
            insert into accounts.feed_key (id, name, beginning, hash, networks, made_by, made_at, expires_on)
            values (:key.id, :key.authority, :key.beginning, :hash, :key.networks, :by, :key.madeAt, :key.expiresOn)
            """)
    void insert(FeedKeys.FeedKey key, String hash, String by);

    @SqlQuery("select *, name as authority from accounts.feed_key order by made_at desc, id")
    List<FeedKeys.FeedKey> all();

    @SqlQuery("select *, name as authority from accounts.feed_key where hash = :hash")
    Optional<FeedKeys.FeedKey> byHash(String hash);

    @SqlUpdate("update accounts.feed_key set revoked_at = :now where id = :id and revoked_at is null")
    boolean revoke(UUID id, Instant now);

    @SqlUpdate("update accounts.feed_key set last_used_at = :now where id = :id")
    void used(UUID id, Instant now);

    @SqlUpdate("delete from accounts.feed_key where expires_on < :expiredBefore or revoked_at < :revokedBefore")
    int forget(LocalDate expiredBefore, Instant revokedBefore);
}
