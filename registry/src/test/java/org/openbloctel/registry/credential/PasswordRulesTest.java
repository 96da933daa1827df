package org.openbloctel.registry.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.openbloctel.registry.refusal.Refused.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.refusal.AccessRefusal;
import org.openbloctel.registry.refusal.RequestRefusal;

/** A password is long and mixed, or a phrase; and none of those that are tried first. */
final class PasswordRulesTest {
    private static final String EMAIL = "dominique@example.org";

    @ParameterizedTest
    @ValueSource(
            strings = {"correct Horse 7", "Vf8!kq2PzLwX", "trois chevaux gris dans un pré", "été-HIVER-2026-neige"})
    void goodOnesPass(String password) {
        assertThatCode(() -> PasswordRules.check(password, EMAIL)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "Vf8!kq2PzLw, length",
        "aaaaaaaaaaaaB1, common",
        "vfkqpzlwxhtrm, kinds",
        "Password2026!, common",
        "MotDePasse123!, common",
        "Azertyuiop123, common",
        "Dominique-1234, personal"
    })
    void weakOnesAreRefusedByTheRuleTheyBreak(String password, String rule) {
        assertRefused(() -> PasswordRules.check(password, EMAIL), new AccessRefusal.WeakPassword(rule));
    }

    @Test
    void lengthCountsCharactersAndHasAnEnd() {
        assertThatCode(() -> PasswordRules.check("Aé7" + "😀🎈🚗🌳🐎🦊🍎⚽🎲", EMAIL))
                .doesNotThrowAnyException();
        assertThatCode(() -> PasswordRules.check("Abcdefg 7".repeat(22) + "xy", EMAIL))
                .doesNotThrowAnyException();
        assertRefused(
                () -> PasswordRules.check("Abcdefg 7".repeat(22) + "xyz", EMAIL),
                new AccessRefusal.WeakPassword("length"));
    }

    @Test
    void emailsAreComparedTrimmedAndInLowerCase() {
        assertThat(Email.of(" Dominique@Example.ORG ")).isEqualTo(EMAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "x@y", "a@b@c.fr", "a b@c.fr", "a@b.fr\nBcc: c@d.fr", "<a@b.fr>", "a@b.fr,c@d.fr"})
    void whatIsNoEmailIsRefused(String typed) {
        assertRefused(() -> Email.of(typed), new RequestRefusal.UnreadableField("email"));
    }
}
