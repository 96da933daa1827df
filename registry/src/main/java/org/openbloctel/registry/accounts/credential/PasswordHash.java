package org.openbloctel.registry.accounts.credential;

import java.util.Base64;
import java.util.Locale;
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
    private static final int MAX_PARALLEL = 4;

    private final Argon2PasswordEncoder argon2;
    private final String noAccount;
    private final Semaphore places = new Semaphore(MAX_PARALLEL);

    /** What a server uses. */
    PasswordHash() {
        this(MEMORY_KIB, PASSES);
    }

    /** Of another cost, for tests. */
    PasswordHash(int memoryKib, int passes) {
        this.argon2 = new Argon2PasswordEncoder(SALT, LENGTH, 1, memoryKib, passes);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        this.noAccount = String.format(
                Locale.ROOT,
                "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s",
                memoryKib,
                passes,
                base64.encodeToString(new byte[SALT]),
                base64.encodeToString(new byte[LENGTH]));
    }

    String hash(String password) {
        places.acquireUninterruptibly();
        try {
            return String.valueOf(argon2.encode(password));
        } finally {
            places.release();
        }
    }

    boolean matches(String password, String hash) {
        places.acquireUninterruptibly();
        try {
            return argon2.matches(password, hash);
        } finally {
            places.release();
        }
    }

    /**
     * Compared with where there is no account, so that an unknown e-mail takes as long as a known one. All of its bits are zero: no
     * password is known that has it, and it costs nothing to make.
     */
    String noAccount() {
        return noAccount;
    }

    /** Takes the time of a comparison. */
    void matchNobody(String password) {
        if (matches(password, noAccount)) {
            throw new IllegalStateException("nobody signed in");
        }
    }
}
