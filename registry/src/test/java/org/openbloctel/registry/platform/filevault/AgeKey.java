package org.openbloctel.registry.platform.filevault;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;

/**
 * A pair of keys as a company has it: results are sealed to the one, and opened by the other.
 *
 * @param recipient the public key
 * @param identity the private key
 */
public record AgeKey(String recipient, String identity) {
    /** How each sealed file begins. */
    public static final String MAGIC = "age-encryption.org/v1\n";

    /** A new pair. */
    public static AgeKey make() {
        try {
            KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
            return new AgeKey(
                    text(pair.getPublic().getEncoded()), text(pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] encoded) {
        return new String(encoded, StandardCharsets.US_ASCII);
    }

    /** What is inside a sealed file; an exception when it is sealed to another key. */
    public byte[] open(byte[] sealed) throws IOException, GeneralSecurityException {
        RecipientStanzaReader reader = X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(identity);
        try (InputStream in = Channels.newInputStream(new StandardDecryptingChannelFactory()
                .newDecryptingChannel(Channels.newChannel(new ByteArrayInputStream(sealed)), List.of(reader)))) {
            return in.readAllBytes();
        }
    }
}
