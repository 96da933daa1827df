package org.openbloctel.server.calls.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** HTML mails become plain text, and a hostile one takes no longer than another of its length. */
final class MailTextTest {
    @Test
    void htmlIsReadAsText() {
        assertThat(MailText.plain(
                        "<html><style>p{color:red}</style><p>Bonjour &amp; <b>merci</b></p>1 < 2<br>fin", true))
                .isEqualTo("Bonjour & merci\n1 fin");
        assertThat(MailText.plain("a<script>alert(1)</script>b", true)).isEqualTo("ab");
        assertThat(MailText.plain("&lt;b&gt;", true)).isEqualTo("<b>");
        assertThat(MailText.plain("İİİİ<SCRIPT>x</SCRIPT>b", true)).isEqualTo("İİİİb");
    }

    private static MailText read(Letter letter) throws MessagingException {
        return MailText.of(new MimeMessage(Session.getInstance(new Properties()), letter.stream()));
    }

    private static Letter letter() {
        return Letter.from("camille@example.org");
    }

    @Test
    void quotedMailIsLeftOutUnlessThereIsNothingElse() throws MessagingException {
        String above = "Le mar. 24 nov. 2026 à 15:01, Aide <aide@opposition.example>\na écrit :\n\n";
        assertThat(read(letter().text(Letter.utf8("Oui.\n\n" + above + "> À quelle heure ?\n> L’équipe\n")))
                        .text())
                .isEqualTo("Oui.");
        assertThat(read(letter().text(Letter.utf8("> À quelle heure ?\nÀ 21 h.\n> Qui ?\nUne mutuelle.")))
                        .text())
                .isEqualTo("À 21 h.\nUne mutuelle.");
        assertThat(read(letter().text("> Bonjour\n> encore un appel\n")).text())
                .as("a mail that was only passed on")
                .isEqualTo("> Bonjour\n> encore un appel");
    }

    @Test
    void mailOfHtmlAloneIsReadWithoutItsQuoteAndItsHiddenParts() throws MessagingException {
        String html = """
                <html><head><title>Message</title><!--[if mso]><xml><o:Pixels>96</o:Pixels></xml><![endif]--></head>
                <body><div dir="ltr">À 21&nbsp;h.</div><br>


                <div class="gmail_quote">On Tue, 24 Nov 2026 at 15:01, Aide wrote:<br>
                <blockquote>À quelle heure ?<blockquote>On appelle encore.</blockquote></blockquote></div></body></html>""";
        assertThat(read(html(html)).text()).isEqualTo("À 21\u00a0h.");
        assertThat(read(html("<blockquote>Encore un appel.</blockquote>")).text())
                .isEqualTo("Encore un appel.");
        assertThat(read(html("<p>a</p></blockquote><p>b</p>")).text()).isEqualTo("a\nb");
    }

    private static Letter html(String html) {
        return letter().part("Content-Type: text/html; charset=utf-8", Letter.utf8(html));
    }

    @Test
    void partsThatCannotBeReadAreCountedAndTheOthersKept() throws MessagingException {
        MailText text = read(letter().part("Content-Type: multipart/alternative; boundary=never", "nothing")
                .part("Content-Type: text/plain; charset=x-unknown", "Bonjour")
                .part("Content-Type: message/rfc822", "Subject: autre\r\n\r\nUn autre texte.")
                .file("a.png", MailSite.FILE));
        assertThat(text.text()).isEqualTo("Bonjour");
        assertThat(text.dropped()).isEqualTo(3);
        assertThat(read(letter())).isEqualTo(new MailText("", 1));
    }

    @Test
    void hostileHtmlTakesNoLongerThanItsLength() {
        String styles = "<style>".repeat(30_000);
        String open = "<".repeat(200_000);
        assertTimeout(Duration.ofSeconds(2), () -> {
            assertThat(MailText.plain(styles, true)).isEmpty();
            assertThat(MailText.plain(open, true)).isEmpty();
            assertThat(MailText.plain("<!--".repeat(50_000), true)).isEmpty();
            assertThat(MailText.plain("<blockquote>".repeat(15_000) + "a", true))
                    .isEqualTo("a");
        });
    }
}
