package org.openbloctel.server.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** HTML mails become plain text, and a hostile one takes no longer than another of its length. */
final class MailTextTest {
    @Test
    void htmlIsReadAsText() {
        assertThat(MailText.plain("<html><style>p{color:red}</style><p>Bonjour &amp; <b>merci</b></p>1 < 2<br>fin"))
                .isEqualTo("Bonjour & merci\n1 fin");
        assertThat(MailText.plain("a<script>alert(1)</script>b")).isEqualTo("ab");
        assertThat(MailText.plain("&lt;b&gt;")).isEqualTo("<b>");
    }

    @Test
    void hostileHtmlTakesNoLongerThanItsLength() {
        String styles = "<style>".repeat(30_000);
        String open = "<".repeat(200_000);
        assertTimeout(Duration.ofSeconds(2), () -> {
            assertThat(MailText.plain(styles)).isEmpty();
            assertThat(MailText.plain(open)).isEmpty();
        });
    }
}
