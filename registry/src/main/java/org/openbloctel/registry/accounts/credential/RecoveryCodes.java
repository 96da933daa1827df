package org.openbloctel.registry.accounts.credential;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.Sha256;

/** The codes for the day a second factor is lost: hashed, each used once. Runs in the caller's transaction. Thread-safe. */
final class RecoveryCodes {
    static final int GIVEN = 10;

    /** Sixteen letters of 31: 79 bits, too many to find from a hash. None that is taken for another. */
    static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int LENGTH = 24;
    private static final int GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final RecoveryCodeRows rows;

    RecoveryCodes(Database database) {
        this.rows = database.rows(RecoveryCodeRows.class);
    }

    /** New ones in place of the old. */
    List<String> give(UUID id) {
        forget(id);
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < GIVEN; i++) {
            StringBuilder code = new StringBuilder();
            for (int letter = 0; letter < LENGTH; letter++) {
                code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
            }
            rows.insert(id, hash(id, code.toString()));
            codes.add(code.toString().replaceAll("(.{" + GROUP + "})(?!$)", "$1-"));
        }
        return List.copyOf(codes);
    }

    /** Uses one up; whether it was one. */
    boolean use(UUID id, String typed) {
        String plain = typed.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return rows.use(id, hash(id, plain));
    }

    int left(UUID id) {
        return rows.left(id);
    }

    void forget(UUID id) {
        rows.forget(id);
    }

    private static String hash(UUID id, String code) {
        return Sha256.hex(id + " " + code);
    }
}
