package org.openbloctel.server.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.outbox.Outbox;

/** Mails leave the outbox by SMTP: each once, again when the server was down, and never to another address. */
final class OutboxSenderIT {
    private Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private final Database database = TestDatabase.create().database();
    private final Outbox outbox = new Outbox(database, () -> now);
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void mailIsSentOnceUnderTheIdOfItsMessage() throws MessagingException {
        UUID id = outbox.put(Letters.to("camille@example.org", "test/hello"));
        OutboxSender sender = sender(server.getSmtp().getPort());
        sender.sendDue();
        now = now.plus(Duration.ofDays(1));
        sender.sendDue();
        assertThat(server.getReceivedMessages()).hasSize(1);
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getMessageID()).isEqualTo("<" + id + "@demo.example>");
        assertThat(mail.getSubject()).isEqualTo("Votre numéro est inscrit");
        assertThat(mail.getFrom()[0]).hasToString("OpenBloctel <ne-pas-repondre@demo.example>");
        assertThat(mail.getSentDate()).isEqualTo(Instant.parse("2026-11-25T08:00:00Z"));
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(GreenMailUtil.getWholeMessage(mail))
                .contains("multipart/alternative", "text/plain; charset=UTF-8", "text/html; charset=UTF-8");
    }

    @Test
    void mailIsTriedAgainWhenTheServerWasDown() {
        outbox.put(Letters.to("camille@example.org", "test/hello"));
        int port = server.getSmtp().getPort();
        server.stop();
        OutboxSender sender = sender(port);
        sender.sendDue();
        GreenMail later = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        later.start();
        try {
            sender.sendDue();
            assertThat(later.getReceivedMessages()).as("not before its time").isEmpty();
            now = now.plus(Duration.ofMinutes(1));
            sender.sendDue();
            assertThat(later.getReceivedMessages()).hasSize(1);
        } finally {
            later.stop();
        }
    }

    @Test
    void addressWithALineBreakGoesNowhere() {
        outbox.put(Letters.to("camille@example.org\r\nBcc: autre@example.org", "test/hello"));
        outbox.put(Letters.to("camille@example.org, autre@example.org", "test/hello"));
        sender(server.getSmtp().getPort()).sendDue();
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void subjectWithALineBreakMakesNoHeader() throws MessagingException {
        outbox.put(Letters.to("camille@example.org", "test/plain"));
        sender(server.getSmtp().getPort()).sendDue();
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getHeader("Bcc")).isNull();
    }

    @Test
    void mailWithoutATemplateDoesNotHoldUpTheOthers() {
        outbox.put(Letters.to("camille@example.org", "test/missing"));
        outbox.put(Letters.to("camille@example.org", "test/hello"));
        sender(server.getSmtp().getPort()).sendDue();
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void connectionThatCannotBeProtectedIsNotUsed() {
        outbox.put(Letters.to("camille@example.org", "test/hello"));
        SmtpRoute.Server protectedServer =
                new SmtpRoute.Server("127.0.0.1", server.getSmtp().getPort(), false, true);
        sender(protectedServer).sendDue();
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    private OutboxSender sender(int port) {
        return sender(new SmtpRoute.Server("127.0.0.1", port, false, false));
    }

    private OutboxSender sender(SmtpRoute.Server to) {
        SmtpRoute route = new SmtpRoute(to, null, "ne-pas-repondre@demo.example", "OpenBloctel", () -> now);
        return new OutboxSender(outbox, Letters.writer(), route);
    }
}
