package org.openbloctel.registry.accounts.credential;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;

/**
 * Browsers in which a person has signed in, each known by a random token in a cookie. {@link Credentials#signIn} counts the wrong tries from
 * such a browser for itself, so that wrong passwords from elsewhere lock out strangers and not the holder of the account. After OWASP's
 * device cookies; as rows of a table, so that a new password forgets them.
 *
 * <p>A token changes at each sign-in, so that one planted beforehand is worth nothing. The row keeps its id, and its count of tries
 * with it. Thread-safe.
 */
public final class KnownDevices {
    /** How long a browser is known after its last sign-in. */
    public static final Duration KEPT = Duration.ofDays(180);

    /** A browser without a token. */
    public static final String UNKNOWN = "";

    private final Database database;
    private final InstantSource clock;
    private final KnownDeviceRows rows;

    /** Those in this database. */
    public KnownDevices(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.rows = database.rows(KnownDeviceRows.class);
    }

    /**
     * Remembers that this person is in a browser.
     *
     * @param token its token so far; {@link #UNKNOWN} for none
     * @return its token from now on
     */
    public String remember(UUID credential, String token) {
        String next = Links.token();
        database.runInAccounts(() -> {
            // Other people who use this browser stay known in it.
            rows.rename(Links.hash(token), Links.hash(next));
            rows.put(UUID.randomUUID(), Links.hash(next), credential, clock.instant());
        });
        return next;
    }

    /** The id of this browser, if this person is known in it. */
    Optional<UUID> find(String token, Credential.Realm realm, String email) {
        return token.isEmpty() ? Optional.empty() : rows.find(Links.hash(token), realm, email, oldest());
    }

    /** The id of this browser, if this person is known in it: the same at each sign-in, until a new password. */
    public Optional<UUID> of(String token, UUID credential) {
        return token.isEmpty() ? Optional.empty() : rows.find(Links.hash(token), credential, oldest());
    }

    /** Other people who signed in, within {@link #KEPT}, in a browser in which one of these did. */
    public List<UUID> sharing(Collection<UUID> credentials) {
        return rows.sharing(credentials, oldest());
    }

    /** Forgets all browsers of a person. */
    void forget(UUID credential) {
        rows.delete(credential);
    }

    /** Deletes those of long ago. */
    int purge() {
        return rows.purge(oldest());
    }

    private Instant oldest() {
        return clock.instant().minus(KEPT);
    }
}
