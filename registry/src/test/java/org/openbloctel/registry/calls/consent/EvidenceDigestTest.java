package org.openbloctel.registry.calls.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A digest that no file of evidence has is none. */
final class EvidenceDigestTest {
    @Test
    void constantsAreNoEvidence() {
        for (String repeated : new String[] {"0", "f", "5a", "0123456789abcdef", "0123456789abcdef0f1e2d3c4b5a6978"}) {
            String digest = "sha256:" + repeated.repeat(64 / repeated.length());
            assertThat(EvidenceDigest.isDigest(digest)).isTrue();
            assertThat(EvidenceDigest.canProve(digest)).as(repeated).isFalse();
        }
        assertThat(EvidenceDigest.canProve("sha256:" + "0".repeat(63) + "1")).isFalse();
    }

    @Test
    void emptyAndTrivialFilesAreNoEvidence() {
        assertThat(EvidenceDigest.of(new byte[0]))
                .isEqualTo("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (String trivial : new String[] {"", "\n", " ", "0", "test", "oui\n", "null", "\r\n"}) {
            assertThat(EvidenceDigest.canProve(EvidenceDigest.of(trivial.getBytes(StandardCharsets.UTF_8))))
                    .as(trivial)
                    .isFalse();
        }
    }

    @Test
    void digestsOfRealFilesAre() {
        Random random = new Random(9);
        for (int i = 0; i < 10_000; i++) {
            byte[] file = new byte[40];
            random.nextBytes(file);
            assertThat(EvidenceDigest.canProve(EvidenceDigest.of(file))).isTrue();
        }
    }
}
