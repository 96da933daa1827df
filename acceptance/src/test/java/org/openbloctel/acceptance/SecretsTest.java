package org.openbloctel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each form of a secret is found, wherever it stands; what only looks like one is not. The samples are cut so that no scan finds them here. */
final class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN PRIVATE K#EY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg",
                "\"-----BEGIN OPENSSH PRIVATE K#EY-----\\n\"\n + \"b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAAB\"",
                "obl_#live_0123456789abcdefghijABCDEFGHIJ_-0123456789a",
                "wh#sec_0123456789abcdefghijABCDEFGHIJ01",
                "AK#IA0123456789ABCDEF",
                "gh#p_0123456789abcdefghijABCDEFGHIJ012345",
                "xo#xb-0123456789-0123456789-abc",
                "sk_#live_0123456789abcdefghij",
                "postgresql://app:#hunter22@db.internal:5432/x"
            })
    void secretIsFoundAndNotRepeated(String sample) {
        String secret = sample.replace("#", "");
        for (String text : List.of(secret, "a\nb = '" + secret + "'\n")) {
            assertThat(SecretRules.secrets(List.of(RepositoryFile.of("a/b.properties", text))))
                    .hasSize(1)
                    .allSatisfy(
                            fault -> assertThat(fault.detail()).doesNotContain(secret.substring(secret.length() - 12)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN OPENSSH PRIVATE KEY-----",
                "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEMIGHAgEAMBMGByqGSM49",
                "obl_live_…",
                "obt_test_0123456789abcdefghijABCDEFGHIJ_-0123456789a",
                "https://user:secret@proxy.example:3128",
                "jdbc:postgresql://db.internal:5432/openbloctel?sslmode=verify-full"
            })
    void whatIsNoSecretIsLeftAlone(String text) {
        assertThat(SecretRules.secrets(List.of(RepositoryFile.of("a/b.properties", text))))
                .isEmpty();
    }

    @Test
    void folderOfAServersDataIsNotTracked() throws IOException, InterruptedException {
        assertThat(Repository.ofThisBuild().tracked("data")).isEmpty();
        assertThat(Repository.ofThisBuild().tracked("server/data"))
                .as("a server's keys: each one that was committed is known to everybody")
                .isEmpty();
    }
}
