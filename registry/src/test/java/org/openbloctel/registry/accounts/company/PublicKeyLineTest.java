package org.openbloctel.registry.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

final class PublicKeyLineTest {
    /** Made by ssh-keygen, which shows this fingerprint. */
    private static final String ED25519 =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDxZRusLC4wFfWJ65fNd7Gpy+qke20hn7Korz6zWER+L exemple@agence.example";

    private static String line(String kind, byte[]... fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            byte[] name = kind.getBytes(StandardCharsets.US_ASCII);
            out.writeInt(name.length);
            out.write(name);
            for (byte[] field : fields) {
                out.writeInt(field.length);
                out.write(field);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kind + " " + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static String rsa(int bits, long exponent) {
        byte[] modulus = BigInteger.ONE.shiftLeft(bits - 1).setBit(0).toByteArray();
        return line("ssh-rsa", BigInteger.valueOf(exponent).toByteArray(), modulus);
    }

    private static String ecdsa(String curve, int point) {
        byte[] at = new byte[point];
        at[0] = 4;
        return line("ecdsa-sha2-" + curve, curve.getBytes(StandardCharsets.US_ASCII), at);
    }

    @Test
    void goodKeysAreTakenWithOpenSshsFingerprint() {
        PublicKeyLine key = PublicKeyLine.of("  " + ED25519 + "\n");
        assertThat(key.kind()).isEqualTo("ssh-ed25519");
        assertThat(key.fingerprint()).isEqualTo("SHA256:xXWiIzRcqk2xnKH5JzL3ZOxiRLIlC9UKqXwL02JEiLM");
        assertThat(PublicKeyLine.of(rsa(3072, 65_537)).kind()).isEqualTo("ssh-rsa");
        assertThat(PublicKeyLine.of(rsa(4096, 3) + " a b c").kind()).isEqualTo("ssh-rsa");
        assertThat(PublicKeyLine.of(ecdsa("nistp256", 65)).kind()).isEqualTo("ecdsa-sha2-nistp256");
        assertThat(PublicKeyLine.of(ecdsa("nistp384", 97)).kind()).isEqualTo("ecdsa-sha2-nistp384");
        assertThat(PublicKeyLine.of(ecdsa("nistp521", 133)).kind()).isEqualTo("ecdsa-sha2-nistp521");
    }

    @Test
    void weakOrBrokenOnesAreRefused() {
        for (String bad : new String[] {
            "",
            "bonjour",
            "ssh-ed25519",
            "ssh-ed25519 !!!!",
            "ssh-ed25519 AAAA",
            ED25519.replace("AAAAC3Nz", "AAAAD3Nz"),
            ED25519.replace("ssh-ed25519 ", "ssh-rsa "),
            ED25519 + "\n" + ED25519,
            "from=\"*\" " + ED25519,
            rsa(2048, 65_537),
            rsa(3071, 65_537),
            rsa(3072, 1),
            rsa(3072, 4),
            rsa(20_000, 65_537),
            ecdsa("nistp256", 64),
            ecdsa("nistp384", 65),
            line("ssh-ed25519", new byte[31]),
            line("ssh-ed25519", new byte[32], new byte[1]),
            line("ssh-dss", new byte[32]),
        }) {
            assertThatThrownBy(() -> PublicKeyLine.of(bad)).as(bad).hasMessage("BT-0747");
        }
        assertThatThrownBy(() -> PublicKeyLine.of("-----BEGIN OPENSSH PRIVATE KEY-----\nabc"))
                .hasMessage("BT-0751");
    }
}
