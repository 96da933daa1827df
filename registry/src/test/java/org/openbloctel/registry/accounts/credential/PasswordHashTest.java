package org.openbloctel.registry.accounts.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** What a hash of a server costs, and that an unknown e-mail is compared with one of the same cost. */
final class PasswordHashTest {
    private static final String PASSWORD = "Trois chevaux gris dans un pré";
    private static final String COST = "$argon2id$v=19$m=19456,t=2,p=1$";

    private final PasswordHash hash = new PasswordHash();

    @Test
    void hashOfAServerTakesNineteenMebibytesAndTwoPasses() {
        String made = hash.hash(PASSWORD);
        assertThat(made).startsWith(COST);
        assertThat(hash.matches(PASSWORD, made)).isTrue();
        assertThat(hash.matches("Trois chevaux gris dans un pre", made)).isFalse();
        assertThat(shape(hash.noAccount()))
                .as("an unknown e-mail takes as long")
                .isEqualTo(shape(made));
    }

    @Test
    void hashOfNoAccountCanBeReadAndIsNotOfALesserCost() {
        // One that cannot be read is refused at once, without the work of a comparison.
        assertThat(new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2).upgradeEncoding(hash.noAccount()))
                .isFalse();
        assertThat(hash.matches(PASSWORD, hash.noAccount())).isFalse();
    }

    /** With its cost, and its salt and hash as long as they are. */
    private static String shape(String hash) {
        int cost = COST.length();
        return hash.substring(0, cost) + hash.substring(cost).replaceAll("[A-Za-z0-9+/]", "x");
    }
}
