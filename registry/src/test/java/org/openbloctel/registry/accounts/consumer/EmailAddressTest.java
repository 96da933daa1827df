package org.openbloctel.registry.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** One mailbox is one consumer, and what cannot be mailed to is refused before anything is sent. */
final class EmailAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"camille@example.org", " Camille@Example.ORG ", "CAMILLE@EXAMPLE.ORG"})
    void spellingsOfOneMailboxAreOne(String typed) {
        assertThat(EmailAddress.read(typed).text()).isEqualTo("camille@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"camille+bloctel@mail.example.org", "o'neil@example.org", "a@b.fr"})
    void unusualAddressesAreTaken(String typed) {
        assertThat(EmailAddress.read(typed).text()).isEqualTo(typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "camille",
                "camille@",
                "@example.org",
                "camille@example",
                "a..b@example.org",
                "camille@example.org, dominique@example.org",
                "camille@example.org\r\nBcc: dominique@example.org",
                "camille@-example.org"
            })
    void whatIsNoAddressIsRefused(String typed) {
        assertThatThrownBy(() -> EmailAddress.read(typed))
                .isInstanceOf(RefusedException.class)
                .hasMessage("BT-0206");
    }

    @Test
    void lengthHasItsLimit() {
        String local = "a".repeat(64);
        assertThat(EmailAddress.read(local + "@example.org").text()).startsWith(local);
        assertThatThrownBy(() -> EmailAddress.read("a" + local + "@example.org"))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> EmailAddress.read("a@" + "b".repeat(300) + ".org"))
                .isInstanceOf(RefusedException.class);
    }
}
