package org.openbloctel.registry.accounts.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.openbloctel.registry.platform.vault.Sha256;

/** SHA-256 of secrets that are long and random, so that what is kept opens nothing; and comparison in constant time. */
final class Hashes {
    private Hashes() {}

    static String sha256(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
