package org.openbloctel.registry.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What the sender says the next bytes of an upload digest to.
 *
 * @param algorithm of {@link #ALGORITHMS}
 * @param digest what it gives, in base 64
 */
public record Checksum(String algorithm, String digest) {
    /** The algorithms, as the tus protocol names them. */
    public static final List<String> ALGORITHMS = List.of("sha256", "sha1");

    /** {@code sha256 BASE64}; empty when it cannot be read. */
    public static Optional<Checksum> of(String written) {
        String[] parts = written.strip().split(" +", -1);
        return parts.length == 2 && ALGORITHMS.contains(parts[0])
                ? Optional.of(new Checksum(parts[0], parts[1]))
                : Optional.empty();
    }

    MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance(algorithm.equals("sha1") ? "SHA-1" : "SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    boolean is(MessageDigest digested) {
        byte[] encoded = Base64.getEncoder().encode(digested.digest());
        return MessageDigest.isEqual(digest.getBytes(StandardCharsets.US_ASCII), encoded);
    }
}
