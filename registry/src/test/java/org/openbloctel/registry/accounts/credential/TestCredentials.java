package org.openbloctel.registry.accounts.credential;

import java.time.InstantSource;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;

/**
 * Credentials whose passwords cost next to nothing to hash, for tests of what is around them. What a hash of a server costs is tested by
 * {@link PasswordHashTest} and {@link CredentialsIT}; the packaged server is tested with it.
 */
public final class TestCredentials {
    /** The least that Argon2 allows. */
    private static final int MEMORY_KIB = 8;

    private TestCredentials() {}

    /** Over this database. */
    public static Credentials of(Database database, InstantSource clock, AuditTrail audit, Outbox outbox) {
        return new Credentials(database, clock, audit, outbox, new PasswordHash(MEMORY_KIB, 1));
    }
}
