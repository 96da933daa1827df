package org.openbloctel.server.authority.complaint;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** An {@code Identity} header as an operator makes one, with a signature that no key made. */
public final class SampleIdentity {
    private SampleIdentity() {}

    /** For a call from a number to a number, both with their country code, at a second of the epoch. */
    public static String header(String attestation, String from, String to, long at) {
        String claims = String.format(
                Locale.ROOT,
                "{\"attest\":\"%s\",\"dest\":{\"tn\":[\"%s\"]},\"iat\":%d,\"orig\":{\"tn\":\"%s\"},\"origid\":\"an-origin\"}",
                attestation,
                to,
                at,
                from);
        String head =
                "{\"alg\":\"ES256\",\"ppt\":\"shaken\",\"typ\":\"passport\",\"x5u\":\"https://cert.example/a.pem\"}";
        return part(head) + "." + part(claims) + "." + part("a signature that no key made");
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
