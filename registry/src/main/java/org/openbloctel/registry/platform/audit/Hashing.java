package org.openbloctel.registry.platform.audit;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.vault.Sha256;

/** How hashes of a part of the chain are made: SHA-256 before the first seal, HMAC-SHA-256 with a seal's key after it. Thread-safe. */
final class Hashing {
    static final Hashing PLAIN = new Hashing(null);

    private static final String HMAC = "HmacSHA256";

    private final @Nullable SecretKeySpec key;

    private Hashing(@Nullable SecretKeySpec key) {
        this.key = key;
    }

    static Hashing keyed(byte[] key) {
        return new Hashing(new SecretKeySpec(key, HMAC));
    }

    byte[] of(byte[] content) {
        if (key == null) {
            return Sha256.newDigest().digest(content);
        }
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }
}
