package org.openbloctel.registry.platform.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;

/**
 * The sessions of all servers. A session that was ended stays ended: a request of it that is still under way changes nothing. How long it
 * was unused is measured by the database's clock, since one server compares what another one wrote. Thread-safe.
 */
public final class Sessions {
    /** After so long without a request a session is over. */
    public static final Duration MAX_UNUSED = Duration.ofMinutes(30);

    /** After so long since the sign-in it is over, used or not. */
    public static final Duration MAX_LENGTH = Duration.ofHours(12);

    /** The use of a session is written once in this time, not for each request. */
    private static final Duration WRITTEN_EVERY = Duration.ofMinutes(1);

    private final Database database;
    private final InstantSource clock;
    private final SessionRows rows;

    /** Those in this database. */
    public Sessions(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.rows = SessionRows.in(database);
    }

    /**
     * The beginning of a person's session.
     *
     * @param actor who: a kind and an id, as the security log has it
     * @param whole whether all factors of that person were given
     * @param at when
     * @param network the client's address, or its first 64 bits in IPv6, as the security log has it
     * @param device the client's program, in the words of the security log; may be empty
     */
    public record Start(String actor, boolean whole, Instant at, String network, String device) {}

    /**
     * A session of a person, as that person may see it.
     *
     * @param id names it in a form; opens nothing
     * @param begun how it began
     * @param unused how long ago it was last used, a minute more at most
     * @param current whether it is the one that asks
     */
    public record Open(UUID id, Start begun, Duration unused, boolean current) {}

    /** A token for a new session: 256 random bits, which only the browser keeps. */
    public static String newToken() {
        return SessionSeal.newToken();
    }

    /** The content of the session with this token, which is in use from now on; nothing once it is over. */
    public Optional<String> find(String token) {
        String hash = SessionSeal.hash(token);
        Optional<SessionRows.Kept> kept = rows.find(hash, WRITTEN_EVERY, MAX_UNUSED);
        if (kept.filter(SessionRows.Kept::stale).isPresent()) {
            rows.touch(hash);
        }
        return kept.flatMap(found -> SessionSeal.open(token, found.content()));
    }

    /** Keeps a new session. */
    public void add(String token, String content, @Nullable Start start) {
        rows.insert(UUID.randomUUID(), SessionSeal.hash(token), SessionSeal.seal(token, content), start);
    }

    /**
     * Changes a session, unless it was ended.
     *
     * @param next its token from now on; the same one for none
     * @param change from the content as it is now to what it becomes
     */
    public void change(String token, String next, Function<String, Changed> change) {
        database.runInAccounts(() -> rows.lock(SessionSeal.hash(token))
                .flatMap(content -> SessionSeal.open(token, content))
                .map(change)
                .ifPresent(changed -> rows.update(
                        SessionSeal.hash(token),
                        SessionSeal.hash(next),
                        SessionSeal.seal(next, changed.content()),
                        changed.start())));
    }

    /**
     * What a session holds.
     *
     * @param start how it began; null before the sign-in
     */
    public record Changed(String content, @Nullable Start start) {}

    /** Ends the session with this token. */
    public void end(String token) {
        rows.delete(SessionSeal.hash(token));
    }

    /**
     * The sessions of a person, the latest first.
     *
     * @param since when the oldest that holds may have begun: the last change of password or second factor
     * @param token the session that asks
     */
    public List<Open> of(String actor, Instant since, String token) {
        Instant oldest = clock.instant().minus(MAX_LENGTH);
        return rows.of(actor, since.isAfter(oldest) ? since : oldest, SessionSeal.hash(token), MAX_UNUSED);
    }

    /** Ends a session of a person; false when it is none, or over. */
    public boolean end(String actor, UUID id) {
        return rows.delete(actor, id);
    }

    /**
     * Ends the sessions of a person but the one that asks.
     *
     * @return their ids
     */
    public List<UUID> endOthers(String actor, String token) {
        return rows.deleteOthers(actor, SessionSeal.hash(token));
    }

    /** Ends all sessions of a person. */
    public void endAll(String actor) {
        rows.deleteAll(actor);
    }

    /** Deletes those that were unused for too long. */
    public int forget() {
        return rows.deleteUnused(MAX_UNUSED);
    }
}
