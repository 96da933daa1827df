package org.openbloctel.registry.accounts.credential;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.Sha256;

/**
 * One-time links: 256 random bits that go out in a mail, of which only a hash stays here. Looking at one changes nothing (mail
 * scanners open links); using one deletes it, so of two clicks one wins. Thread-safe.
 */
public final class Links {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final LinkRows rows;
    private final InstantSource clock;

    public Links(Database database, InstantSource clock) {
        this.database = database;
        this.rows = database.rows(LinkRows.class);
        this.clock = clock;
    }

    /** A new token, not kept anywhere. */
    public static String token() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is kept of a token. */
    public static String hash(String token) {
        return Sha256.hex(token);
    }

    /** A link for one purpose and one subject; older ones of both are void from now on. */
    public String make(String purpose, String subject, Duration validFor) {
        String token = token();
        database.runInAccounts(() -> {
            rows.delete(purpose, subject);
            rows.insert(hash(token), purpose, subject, clock.instant().plus(validFor));
        });
        return token;
    }

    /** What a link is about, while it can be used. */
    public Optional<String> look(String purpose, String token) {
        return rows.look(purpose, hash(token), clock.instant());
    }

    /** Uses a link up: what it is about, or nothing if it was used, is too old or never was. */
    public Optional<String> use(String purpose, String token) {
        return rows.use(purpose, hash(token), clock.instant());
    }

    /** Deletes links that cannot be used any more. */
    public int purge() {
        return rows.purge(clock.instant());
    }
}
