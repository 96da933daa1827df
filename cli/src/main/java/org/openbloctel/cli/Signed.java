package org.openbloctel.cli;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** JSON signed by Ed25519, as a JWS in compact form (RFC 7515, RFC 8037); keys are JWKs. Stateless. */
final class Signed {
    private static final String ALGORITHM = "Ed25519";
    private static final int KEY_BYTES = 32;
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    /** An Ed25519 signature has 64 bytes: what is shorter was cut off. */
    static final Pattern COMPACT = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]{86}");

    private Signed() {}

    /**
     * The signed content, when one of the keys of a JWK Set signed it and no character was changed.
     *
     * @param type of the JWS, by its header
     * @param faults the beginning of the messages' keys: {@code shape}, {@code altered}, {@code key}
     */
    static Json content(String jws, Json keys, String type, String faults) {
        if (!COMPACT.matcher(jws).matches()) {
            throw new Failure(ExitCode.LIST, faults + "shape");
        }
        String[] parts = jws.split("\\.", -1);
        try {
            Json header = Json.read(text(parts[0]));
            String algorithm = header.get("alg").need();
            if (!header.get("typ").need().equals(type)
                    || !(algorithm.equals("EdDSA") || algorithm.equals(ALGORITHM))
                    || header.get("crit").value() != null) {
                throw new Failure(ExitCode.LIST, faults + "shape");
            }
            String id = header.get("kid").need();
            byte[] key = key(keys, id).orElseThrow(() -> new Failure(ExitCode.LIST, faults + "key", id));
            byte[] message = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8);
            if (!holds(key, message, bytes(parts[2]))) {
                throw new Failure(ExitCode.LIST, faults + "altered");
            }
            return Json.read(text(parts[1]));
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.LIST, faults + "altered");
        }
    }

    private static Optional<byte[]> key(Json keys, String id) {
        return keys.get("keys").items().stream()
                .filter(key -> key.get("kid").text().equals(Optional.of(id)))
                .filter(key -> key.get("crv").text().equals(Optional.of(ALGORITHM)))
                .map(key -> bytes(key.get("x").need()))
                .filter(key -> key.length == KEY_BYTES)
                .findFirst();
    }

    private static boolean holds(byte[] key, byte[] message, byte[] signed) {
        byte[] encoded = Arrays.copyOf(X509_HEAD, X509_HEAD.length + KEY_BYTES);
        System.arraycopy(key, 0, encoded, X509_HEAD.length, KEY_BYTES);
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
            signature.update(message);
            return signature.verify(signed);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no key of Ed25519", e);
        }
    }

    /**
     * A new key as a private JWK, on one line.
     *
     * @see #publicKeys
     */
    static String newKey() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            String x = text(Arrays.copyOfRange(encoded, X509_HEAD.length, encoded.length));
            String d = text(((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow());
            return "{\"kty\": \"OKP\", \"crv\": \"Ed25519\", \"kid\": \"" + thumbprint(x) + "\", \"x\": \"" + x
                    + "\", \"d\": \"" + d + "\"}";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is part of every JDK", e);
        }
    }

    /** The JWK Set with the public half of a private JWK. */
    static String publicKeys(Json key) {
        return "{\"keys\": [{\"kty\": \"OKP\", \"crv\": \"Ed25519\", \"use\": \"sig\", \"kid\": \""
                + key.get("kid").need() + "\", \"x\": \"" + key.get("x").need() + "\"}]}";
    }

    /** RFC 7638. */
    private static String thumbprint(String x) throws GeneralSecurityException {
        String required = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}";
        return text(MessageDigest.getInstance("SHA-256").digest(required.getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * Signs a content by a private JWK; {@link IllegalArgumentException} when it is none.
     *
     * @param type for the header
     */
    static String sign(String content, Json key, String type) {
        byte[] secret = bytes(key.get("d").need());
        String header = "{\"alg\":\"EdDSA\",\"kid\":\"" + key.get("kid").need() + "\",\"typ\":\"" + type + "\"}";
        String message =
                text(header.getBytes(StandardCharsets.UTF_8)) + "." + text(content.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, secret)));
            signature.update(message.getBytes(StandardCharsets.UTF_8));
            return message + "." + text(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no key of Ed25519", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String text(String part) {
        return new String(bytes(part), StandardCharsets.UTF_8);
    }

    /** The decoder forgives bits that mean nothing; here every bit counts. */
    private static byte[] bytes(String part) {
        byte[] bytes = Base64.getUrlDecoder().decode(part);
        if (!text(bytes).equals(part)) {
            throw new IllegalArgumentException("another spelling");
        }
        return bytes;
    }
}
