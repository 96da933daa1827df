package org.openbloctel.registry.callfiles.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 as the JDK has it, with public keys as the 32 bytes that a JWK holds. Stateless. */
final class Ed25519 {
    static final int PUBLIC_BYTES = 32;

    /** What stands before the 32 bytes in the encoding that the JDK reads (RFC 8410). */
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    static KeyPair newPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw absent(e);
        }
    }

    static byte[] publicBytes(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length);
    }

    static byte[] sign(byte[] pkcs8, byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw absent(e);
        }
    }

    static boolean verifies(byte[] publicBytes, byte[] message, byte[] signed) {
        byte[] encoded = Arrays.copyOf(X509_HEAD, X509_HEAD.length + PUBLIC_BYTES);
        System.arraycopy(publicBytes, 0, encoded, X509_HEAD.length, PUBLIC_BYTES);
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            signature.update(message);
            return signature.verify(signed);
        } catch (java.security.SignatureException e) {
            // Not even the shape of a signature.
            return false;
        } catch (GeneralSecurityException e) {
            throw absent(e);
        }
    }

    private static IllegalStateException absent(GeneralSecurityException e) {
        return new IllegalStateException("Ed25519 is part of every JDK", e);
    }
}
