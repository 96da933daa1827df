package org.openbloctel.registry.credential;

import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Argon2id by Spring Security and Bouncy Castle: 19 MiB, two passes, as OWASP advises. At most four at a time: a crowd at
 * the door costs 76 MiB, not the server. Thread-safe.
 */
final class PasswordHash {
    private static final int SALT = 16;
    private static final int LENGTH = 32;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int AT_ONCE = 4;

    private static final Argon2PasswordEncoder ARGON2 = new Argon2PasswordEncoder(SALT, LENGTH, 1, MEMORY_KIB, PASSES);
    /** Compared with where there is no account, so that an unknown e-mail takes as long as a known one. Made once: it takes its time. */
    private static final String NO_ACCOUNT = String.valueOf(ARGON2.encode("no account has this password"));

    private final Semaphore places = new Semaphore(AT_ONCE);

    String hash(String password) {
        places.acquireUninterruptibly();
        try {
            return String.valueOf(ARGON2.encode(password));
        } finally {
            places.release();
        }
    }

    boolean matches(String password, String hash) {
        places.acquireUninterruptibly();
        try {
            return ARGON2.matches(password, hash);
        } finally {
            places.release();
        }
    }

    /** Takes the time of a comparison. */
    void matchNobody(String password) {
        if (matches(password, NO_ACCOUNT)) {
            throw new IllegalStateException("nobody signed in");
        }
    }
}
