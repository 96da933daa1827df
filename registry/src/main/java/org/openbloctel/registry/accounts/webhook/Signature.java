package org.openbloctel.registry.accounts.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of Standard Webhooks: {@code v1,} and HMAC-SHA-256 over id, time and body, one for each secret. Stateless. */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    static String of(String id, Instant at, String payload, List<Secret> secrets) {
        byte[] signed = (id + "." + at.getEpochSecond() + "." + payload).getBytes(StandardCharsets.UTF_8);
        return secrets.stream().map(secret -> one(secret, signed)).collect(Collectors.joining(" "));
    }

    private static String one(Secret secret, byte[] signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.bytes(), ALGORITHM));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC", e);
        }
    }
}
