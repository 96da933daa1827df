package org.openbloctel.registry.platform.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The table of sessions. */
final class SessionRows {
    /** The use of a session is written once in this time, not for each request. */
    private static final Duration WRITTEN_EVERY = Duration.ofMinutes(1);

    private final Database database;
    private final Duration maxUnused;

    /** @param maxUnused after so long without a request a session is over */
    SessionRows(Database database, Duration maxUnused) {
        this.database = database;
        this.maxUnused = maxUnused;
    }

    Optional<Kept> find(String hash) {
        return unused(database.accounts().sql("""
                        select content, used_at < now() - make_interval(secs => :stale) as stale
                        from accounts.browser_session
                        where token_hash = :hash and used_at > now() - make_interval(secs => :unused)
                        """))
                .param("stale", WRITTEN_EVERY.toSeconds())
                .param("hash", hash)
                .query((row, n) -> new Kept(row.getBytes("content"), row.getBoolean("stale")))
                .optional();
    }

    void touch(String hash) {
        database.accounts()
                .sql("update accounts.browser_session set used_at = now() where token_hash = :hash")
                .param("hash", hash)
                .update();
    }

    void insert(UUID id, String hash, byte[] content, @Nullable SessionStart start) {
        begun(database.accounts().sql("""
                        insert into accounts.browser_session (id, token_hash, content, actor, whole, began_at, network, device)
                        values (:id, :hash, :content, :actor, :whole, :began, :network, :device)
                        """), start)
                .param("id", id)
                .param("hash", hash)
                .param("content", content)
                .update();
    }

    Optional<byte[]> lock(String hash) {
        return database.accounts()
                .sql("select content from accounts.browser_session where token_hash = :hash for update")
                .param("hash", hash)
                .query((row, n) -> row.getBytes("content"))
                .optional();
    }

    void update(String hash, String next, byte[] content, @Nullable SessionStart start) {
        begun(database.accounts().sql("""
                        update accounts.browser_session
                        set token_hash = :next, content = :content, actor = :actor, whole = :whole, began_at = :began,
                            network = :network, device = :device
                        where token_hash = :hash
                        """), start)
                .param("hash", hash)
                .param("next", next)
                .param("content", content)
                .update();
    }

    List<OpenSession> of(String actor, Instant since, String hash) {
        return unused(database.accounts().sql("""
                        select *, extract(epoch from now() - used_at)::bigint as unused_seconds, token_hash = :hash as current
                        from accounts.browser_session
                        where actor = :actor and began_at >= :since
                            and used_at > now() - make_interval(secs => :unused)
                        order by began_at desc, id
                        """))
                .param("hash", hash)
                .param("actor", actor)
                .param("since", Columns.timestamp(since))
                .query(SessionRows::open)
                .list();
    }

    void delete(String hash) {
        database.accounts()
                .sql("delete from accounts.browser_session where token_hash = :hash")
                .param("hash", hash)
                .update();
    }

    int delete(String actor, UUID id) {
        return database.accounts()
                .sql("delete from accounts.browser_session where actor = :actor and id = :id")
                .param("actor", actor)
                .param("id", id)
                .update();
    }

    List<UUID> deleteOthers(String actor, String hash) {
        return database.accounts()
                .sql("delete from accounts.browser_session where actor = :actor and token_hash <> :hash returning id")
                .param("actor", actor)
                .param("hash", hash)
                .query(UUID.class)
                .list();
    }

    void deleteAll(String actor) {
        database.accounts()
                .sql("delete from accounts.browser_session where actor = :actor")
                .param("actor", actor)
                .update();
    }

    int deleteUnused() {
        return unused(database.accounts().sql("""
                        delete from accounts.browser_session where used_at <= now() - make_interval(secs => :unused)
                        """)).update();
    }

    private StatementSpec unused(StatementSpec statement) {
        return statement.param("unused", maxUnused.toSeconds());
    }

    private static StatementSpec begun(StatementSpec statement, @Nullable SessionStart start) {
        return statement
                .param("actor", start == null ? null : start.actor())
                .param("whole", start != null && start.whole())
                .param("began", start == null ? null : Columns.timestamp(start.at()))
                .param("network", start == null ? "" : start.network())
                .param("device", start == null ? "" : start.device());
    }

    private static OpenSession open(ResultSet row, int n) throws SQLException {
        return new OpenSession(
                Objects.requireNonNull(row.getObject("id", UUID.class)),
                new SessionStart(
                        row.getString("actor"),
                        row.getBoolean("whole"),
                        Columns.instant(row, "began_at"),
                        row.getString("network"),
                        row.getString("device")),
                Duration.ofSeconds(row.getLong("unused_seconds")),
                row.getBoolean("current"));
    }

    /**
     * A session that is not over.
     *
     * @param content sealed
     * @param stale whether its use is to be written down
     */
    @SuppressWarnings("ArrayRecordComponent") // opened, never compared
    record Kept(byte[] content, boolean stale) {}
}
