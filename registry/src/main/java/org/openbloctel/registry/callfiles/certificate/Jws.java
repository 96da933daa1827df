package org.openbloctel.registry.callfiles.certificate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The compact form of what is signed: a certificate, a checkpoint, a manifest (RFC 7515): header, content and signature in base64url, with
 * dots between. There is one header a key and type, so a header is compared, never interpreted: no other algorithm, type or parameter can
 * be smuggled in. Each text has one spelling only; whichever byte is altered, it no longer verifies. Stateless.
 */
final class Jws {
    static final String TYPE = "openbloctel-certificate+jws";

    private static final int MAX = 1 << 18;
    private static final int PARTS = 3;

    /** An Ed25519 signature has 64 bytes: what is shorter was cut off. */
    private static final Pattern SHAPE = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]{86}");

    private static final Pattern IN_ANSWER = Pattern.compile("\"jws\"\\s*:\\s*\"([^\"\\\\]*)\"");

    private Jws() {}

    /** The key that signs now. */
    @SuppressWarnings("ArrayRecordComponent") // used, never compared
    record SigningKey(String kid, byte[] pkcs8) {
        @Override
        public String toString() {
            return "SigningKey[" + kid + "]";
        }
    }

    /**
     * The signed form in a text as people have it: with a byte-order mark, with line breaks that a mail or an editor put in, or inside
     * the API's answer. Nothing of that is part of what was signed. Empty when there is no signed form in it.
     */
    static Optional<String> in(String shown) {
        if (shown.length() > MAX) {
            return Optional.empty();
        }
        String text = shown.replace("\uFEFF", "").strip();
        if (text.startsWith("{")) {
            Matcher field = IN_ANSWER.matcher(text);
            text = field.find() ? field.group(1) : "";
        }
        return Optional.of(text.replaceAll("\\s", ""))
                .filter(jws -> SHAPE.matcher(jws).matches());
    }

    static String header(String kid) {
        return header(kid, TYPE);
    }

    static String header(String kid, String type) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", "EdDSA");
        header.put("kid", kid);
        header.put("typ", type);
        return encode(Json.of(header).getBytes(StandardCharsets.UTF_8));
    }

    static String signed(SigningKey key, String json) {
        return signed(key, TYPE, json);
    }

    static String signed(SigningKey key, String type, String json) {
        String head = header(key.kid(), type) + "." + encode(json.getBytes(StandardCharsets.UTF_8));
        return head + "." + encode(Ed25519.sign(key.pkcs8(), head.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The header of a text that looks like one of ours; empty when it does not. */
    static Optional<String> headerOf(String jws) {
        String[] parts = jws.split("\\.", -1);
        return parts.length == PARTS ? Optional.of(parts[0]) : Optional.empty();
    }

    /** Whether this key signed it. */
    static boolean verifies(String jws, String kid, byte[] publicBytes) {
        return verifies(jws, kid, TYPE, publicBytes);
    }

    static boolean verifies(String jws, String kid, String type, byte[] publicBytes) {
        String[] parts = jws.split("\\.", -1);
        if (parts.length != PARTS || !parts[0].equals(header(kid, type))) {
            return false;
        }
        try {
            byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
            // The decoder forgives bits that mean nothing; here every bit counts.
            return encode(signature).equals(parts[2])
                    && Ed25519.verifies(
                            publicBytes, (parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8), signature);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What was signed; only of a text that verifies. */
    static String contentOf(String jws) {
        String payload = jws.substring(jws.indexOf('.') + 1, jws.lastIndexOf('.'));
        return new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
