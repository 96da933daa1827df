package org.openbloctel.registry.platform.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;

/** The table of sessions. One is over after it was unused for some time. */
interface SessionRows {
    static SessionRows in(Database database) {
        return database.rows(SessionRows.class, new Reading<>(Row.class, Sessions.Open.class, Row::open));
    }

    /** A session as its person may see it. */
    record Row(UUID id, @Nested Sessions.Start begun, long unusedSeconds, boolean current) {
        Sessions.Open open() {
            return new Sessions.Open(id, begun, Duration.ofSeconds(unusedSeconds), current);
        }
    }

    @SqlQuery("""
            select content, used_at < now() - make_interval(secs => :stale.toSeconds) as stale
            from accounts.browser_session
            where token_hash = :hash and used_at > now() - make_interval(secs => :unused.toSeconds)
            """)
    Optional<Kept> find(String hash, Duration stale, Duration unused);

    @SqlUpdate("update accounts.browser_session set used_at = now() where token_hash = :hash")
    void touch(String hash);

    @SqlUpdate("""
            insert into accounts.browser_session (id, token_hash, content, actor, whole, began_at, network, device)
            values (:id, :hash, :content, :start.actor, coalesce(:start.whole, false), :start.at, coalesce(:start.network, ''),
                coalesce(:start.device, ''))
            """)
    void insert(UUID id, String hash, byte[] content, Sessions.@Nullable Start start);

    @SqlQuery("select content from accounts.browser_session where token_hash = :hash for update")
    Optional<byte[]> lock(String hash);

    @SqlUpdate("""
            update accounts.browser_session
            set token_hash = :next, content = :content, actor = :start.actor, whole = coalesce(:start.whole, false),
                began_at = :start.at, network = coalesce(:start.network, ''), device = coalesce(:start.device, '')
            where token_hash = :hash
            """)
    void update(String hash, String next, byte[] content, Sessions.@Nullable Start start);

    @SqlQuery("""
            select *, began_at as at, extract(epoch from now() - used_at)::bigint as unused_seconds, token_hash = :hash as current
            from accounts.browser_session
            where actor = :actor and began_at >= :since and used_at > now() - make_interval(secs => :unused.toSeconds)
            order by began_at desc, id
            """)
    List<Sessions.Open> of(String actor, Instant since, String hash, Duration unused);

    @SqlUpdate("delete from accounts.browser_session where token_hash = :hash")
    void delete(String hash);

    @SqlUpdate("delete from accounts.browser_session where actor = :actor and id = :id")
    boolean delete(String actor, UUID id);

    @SqlQuery("delete from accounts.browser_session where actor = :actor and token_hash <> :hash returning id")
    List<UUID> deleteOthers(String actor, String hash);

    @SqlUpdate("delete from accounts.browser_session where actor = :actor")
    void deleteAll(String actor);

    @SqlUpdate("delete from accounts.browser_session where used_at <= now() - make_interval(secs => :unused.toSeconds)")
    int deleteUnused(Duration unused);

    /**
     * A session that is not over.
     *
     * @param content sealed
     * @param stale whether its use is to be written down
     */
    @SuppressWarnings("ArrayRecordComponent") // opened, never compared
    record Kept(byte[] content, boolean stale) {}
}
