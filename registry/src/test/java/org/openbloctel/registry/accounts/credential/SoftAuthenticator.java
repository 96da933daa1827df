package org.openbloctel.registry.accounts.credential;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * An authenticator with one passkey (ES256), and the browser in front of it, written from the specification of WebAuthn alone: a
 * second opinion on what the server accepts. What it says may be bent. For one thread.
 */
public final class SoftAuthenticator {
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;
    private static final int COORDINATE = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyPair keys;
    private final byte[] id = new byte[COORDINATE];
    private String origin;
    private final String party;
    private String handle = "";
    private boolean verifies = true;
    private long count = 1;

    /** One in a browser that is on this origin. */
    public SoftAuthenticator(String origin, String party) {
        this.origin = origin;
        this.party = party;
        RANDOM.nextBytes(id);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            this.keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on the browser is on another site. */
    public SoftAuthenticator on(String otherOrigin) {
        this.origin = otherOrigin;
        return this;
    }

    /** From now on it asks for no finger, face or PIN. */
    public SoftAuthenticator withoutVerification() {
        this.verifies = false;
        return this;
    }

    /** From now on it says that it is another person's. */
    public SoftAuthenticator of(String otherHandle) {
        this.handle = otherHandle;
        return this;
    }

    /** From now on it counts from here. */
    public SoftAuthenticator countingFrom(long next) {
        this.count = next;
        return this;
    }

    /** Makes the passkey: what the browser sends. */
    public String make(Passkey.Offer offer) {
        return make(offer.challenge(), offer.handle());
    }

    /** Makes the passkey: what the browser sends. */
    public String make(String challenge, String forHandle) {
        this.handle = forHandle;
        ByteArrayOutputStream data = data(PRESENT | ATTESTED);
        data.writeBytes(new byte[16]);
        data.writeBytes(new byte[] {0, (byte) id.length});
        data.writeBytes(id);
        data.writeBytes(publicKey());
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        object.write(0xa3);
        text(object, "fmt");
        text(object, "none");
        text(object, "attStmt");
        object.write(0xa0);
        text(object, "authData");
        bytes(object, data.toByteArray());
        return """
                {"id":"%1$s","rawId":"%1$s","type":"public-key","clientExtensionResults":{},"response":{\
                "clientDataJSON":"%2$s","attestationObject":"%3$s","transports":["internal"]}}""".formatted(encoded(id), encoded(said("webauthn.create", challenge)), encoded(object.toByteArray()));
    }

    /** Uses the passkey: what the browser sends. */
    public String use(Passkey.Question question) {
        return use(question.challenge());
    }

    /** Uses the passkey: what the browser sends. */
    public String use(String challenge) {
        byte[] data = data(PRESENT).toByteArray();
        byte[] said = said("webauthn.get", challenge);
        return """
                {"id":"%1$s","rawId":"%1$s","type":"public-key","clientExtensionResults":{},"response":{\
                "clientDataJSON":"%2$s","authenticatorData":"%3$s","signature":"%4$s","userHandle":"%5$s"}}""".formatted(encoded(id), encoded(said), encoded(data), encoded(sign(data, said)), handle);
    }

    private ByteArrayOutputStream data(int flags) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(sha256(party.getBytes(StandardCharsets.UTF_8)));
        data.write(flags | (verifies ? VERIFIED : 0));
        data.writeBytes(ByteBuffer.allocate(4).putInt((int) count++).array());
        return data;
    }

    private byte[] said(String type, String challenge) {
        return """
                {"type":"%s","challenge":"%s","origin":"%s","crossOrigin":false}""".formatted(type, challenge, origin).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] sign(byte[] data, byte[] said) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(data);
            signature.update(sha256(said));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A COSE key: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}. */
    private byte[] publicKey() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        ByteArrayOutputStream cose = new ByteArrayOutputStream();
        cose.writeBytes(new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21});
        bytes(cose, coordinate(key.getW().getAffineX()));
        cose.write(0x22);
        bytes(cose, coordinate(key.getW().getAffineY()));
        return cose.toByteArray();
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] exact = new byte[COORDINATE];
        int length = Math.min(bytes.length, COORDINATE);
        System.arraycopy(bytes, bytes.length - length, exact, COORDINATE - length, length);
        return exact;
    }

    private static void text(ByteArrayOutputStream cbor, String text) {
        cbor.write(0x60 | text.length());
        cbor.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void bytes(ByteArrayOutputStream cbor, byte[] bytes) {
        cbor.write(0x58);
        cbor.write(bytes.length);
        cbor.writeBytes(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
