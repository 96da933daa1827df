package org.openbloctel.registry.accounts.credential;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of RFC 6238 as every authenticator knows them: HMAC-SHA-1, six digits, thirty seconds. A code is good from one step
 * early to one step late, and never again once its step, or a later one, was used.
 */
public final class Totp {
    public static final int STEP_SECONDS = 30;

    static final int DRIFT = 1;
    private static final int DIGITS = 6;
    private static final int MODULUS = 1_000_000;

    private Totp() {}

    /** The code at an instant; for authenticators in tests and for the demo. */
    public static String code(byte[] secret, Instant at) {
        return code(secret, step(at));
    }

    /** The same, of a secret as authenticators are given it, in base 32. */
    public static String code(String letters, Instant at) {
        return code(Base32.decode(letters), at);
    }

    /** The step that a code belongs to, if it is good now and none of its step or a later one was used. */
    static OptionalLong step(byte[] secret, String typed, Instant now, long lastUsed) {
        byte[] code = typed.replaceAll("\\s", "").getBytes(StandardCharsets.UTF_8);
        OptionalLong found = OptionalLong.empty();
        for (long step = step(now) - DRIFT; step <= step(now) + DRIFT; step++) {
            byte[] right = code(secret, step).getBytes(StandardCharsets.UTF_8);
            if (step > lastUsed && MessageDigest.isEqual(right, code)) { // in constant time
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    private static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
    }

    private static String code(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC", e);
        }
    }
}
