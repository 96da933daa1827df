package org.openbloctel.registry.accounts.company;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SftpRefusal;
import org.openbloctel.registry.platform.vault.Sha256;

/**
 * A public key as OpenSSH writes it in {@code id_ed25519.pub}: its kind, its bytes in base64, a comment. Taken are Ed25519, RSA of 3072
 * bits and more, and ECDSA on the three curves of NIST. Immutable.
 *
 * @param kind such as {@code ssh-ed25519}
 * @param fingerprint as OpenSSH shows it: {@code SHA256:} and the digest of the bytes in base64
 */
record PublicKeyLine(String kind, String fingerprint) {
    private static final int MIN_RSA_BITS = 3072;
    private static final int MAX_RSA_BITS = 16_384;
    private static final int MAX_LENGTH = 8_192;
    private static final int ED25519_BYTES = 32;
    private static final Pattern LINE = Pattern.compile(
            "(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521))[ \\t]+([A-Za-z0-9+/]+={0,2})(?:[ \\t].*)?");

    /** Reads a pasted line. */
    static PublicKeyLine of(String pasted) {
        String line = pasted.strip();
        if (line.contains("PRIVATE KEY")) {
            throw new RefusedException(new SftpRefusal.PrivateKeyGiven());
        }
        Matcher matcher = LINE.matcher(line);
        if (line.length() > MAX_LENGTH || !matcher.matches()) {
            throw bad();
        }
        String kind = matcher.group(1);
        try {
            byte[] bytes = Base64.getDecoder().decode(matcher.group(2));
            ByteBuffer in = ByteBuffer.wrap(bytes);
            boolean good = text(in).equals(kind)
                    && switch (kind) {
                        case "ssh-ed25519" -> field(in).length == ED25519_BYTES;
                        case "ssh-rsa" -> rsa(in);
                        default -> curve(kind, in);
                    };
            if (!good || in.hasRemaining()) {
                throw bad();
            }
            return new PublicKeyLine(kind, fingerprint(bytes));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw bad();
        }
    }

    private static boolean rsa(ByteBuffer in) {
        BigInteger exponent = new BigInteger(field(in));
        int bits = new BigInteger(field(in)).bitLength();
        return exponent.compareTo(BigInteger.TWO) > 0
                && exponent.testBit(0)
                && bits >= MIN_RSA_BITS
                && bits <= MAX_RSA_BITS;
    }

    private static boolean curve(String kind, ByteBuffer in) {
        String curve = text(in);
        int bits = Integer.parseInt(curve.substring(curve.length() - 3));
        byte[] point = field(in);
        return kind.endsWith(curve) && point.length == 1 + 2 * ((bits + 7) / 8) && point[0] == 4;
    }

    private static String text(ByteBuffer in) {
        return new String(field(in), StandardCharsets.US_ASCII);
    }

    private static byte[] field(ByteBuffer in) {
        int length = in.getInt();
        if (length < 1 || length > in.remaining()) {
            throw new IllegalArgumentException("no field");
        }
        byte[] field = new byte[length];
        in.get(field);
        return field;
    }

    private static String fingerprint(byte[] bytes) {
        byte[] digest = Sha256.newDigest().digest(bytes);
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    }

    private static RefusedException bad() {
        return new RefusedException(new SftpRefusal.BadPublicKey());
    }
}
