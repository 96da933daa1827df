package org.openbloctel.server.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.server.platform.mail.MailWriter.MailDates;
import org.springframework.context.NoSuchMessageException;

/** Mails are written from templates, in the reader's language, laid out and as plain text. */
final class MailWriterTest {
    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private final MailWriter writer = Letters.writer();

    @Test
    void htmlMailHasItsTextAndItsLinksInBothForms() {
        Mail mail = write(Letters.to("camille@example.org", "test/hello"));
        assertThat(mail.subject()).isEqualTo("Votre numéro est inscrit");
        assertThat(mail.html())
                .contains("lang=\"fr\"", "&lt;Camille &amp; Co&gt;", "1er\u00a0décembre 2026")
                .contains("href=\"https://demo.example/confirmer?jeton=a1&amp;x=b\"");
        assertThat(mail.text())
                .contains(
                        "Votre numéro est inscrit", "<Camille & Co>", "Go\nhttps://demo.example/confirmer?jeton=a1&x=b")
                .doesNotContain("<p", "&amp;", "\n\n\n");
    }

    @Test
    void textMailIsTextAlone() {
        Mail mail = write(Letters.to("camille@example.org", "test/plain"));
        assertThat(mail.html()).isNull();
        assertThat(mail.text()).isEqualTo("Bonjour <Camille & Co> : https://demo.example/confirmer?jeton=a1&x=b\n");
    }

    @Test
    void languageIsTheReaders() {
        Outbox.Message message = new Outbox.Message("camille@example.org", Locale.UK, "test/hello", Letters.PARAMETERS);
        Mail mail = write(message);
        assertThat(mail.subject()).isEqualTo("Your number is on the list");
        assertThat(mail.text()).contains("1\u00a0December 2026");
    }

    @Test
    void subjectIsOneLineWhateverItsTextHolds() {
        assertThat(write(Letters.to("camille@example.org", "test/plain")).subject())
                .isEqualTo("Un objet Bcc: autre@example.org");
    }

    @Test
    void templateThatIsMissingIsAFault() {
        assertThatThrownBy(() -> write(Letters.to("camille@example.org", "test/missing")))
                .hasMessageContaining("test/missing");
    }

    /** As the version before reads it, whose template would have no link. */
    @Test
    void sealedMailOfWhichTheMarkWasNotTakenOffIsNotWritten() {
        assertThatThrownBy(() -> write(Letters.to("camille@example.org", "sealed/test/hello")))
                .isInstanceOf(NoSuchMessageException.class)
                .hasMessageContaining("sealed.mail.test/hello.subject");
    }

    @Test
    void momentsAreThoseOfParis() {
        MailDates french = new MailDates(Locale.FRENCH);
        assertThat(french.moment("2026-11-24T13:05:00Z")).isEqualTo("24\u00a0novembre 2026 à\u00a014\u00a0h\u00a005");
        assertThat(french.day("2026-11-24T23:30:00Z")).isEqualTo("25\u00a0novembre 2026");
        assertThat(new MailDates(Locale.ENGLISH).moment("2026-07-01T13:05:00Z"))
                .isEqualTo("1\u00a0July 2026 at\u00a015:05");
    }

    private Mail write(Outbox.Message message) {
        return writer.write(Letters.taken(ID, message));
    }
}
