package org.openbloctel.server.calls.mailbox;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calls.mailbox.Envelope;
import org.openbloctel.registry.calls.mailbox.Mailbox;
import org.openbloctel.registry.calls.mailbox.Taking;
import org.openbloctel.registry.platform.refusal.HelpdeskRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Mails in the mailbox that are written to the address of another feature. Each is settled in the transaction in which the feature takes it, so
 * that it is taken once. A mail of a program, one from an address of ours, an oversized one, and one without exactly one sender are ignored.
 */
record OtherMail(
        MailboxSettings server,
        Session session,
        Mailbox mailbox,
        @Nullable OtherAddress other) {
    /** Settles a mail to the other address; answers nothing for any other mail. */
    Optional<Taking.Outcome> settle(Taking.Mine mine, Message message) throws MessagingException {
        MimeMessage head = (MimeMessage) message;
        OtherAddress taker = other;
        if (taker == null || !MailHead.isTo(head, taker.address())) {
            return Optional.empty();
        }
        Optional<OtherAddress.Received> received =
                received(MailHead.of(head, server.authservId(), taker.address()), taker.address(), message);
        try {
            return Optional.of(
                    mailbox.settle(mine, () -> received.map(taker::receive).orElse(false)));
        } catch (RefusedException refused) {
            if (!(refused.refusal() instanceof HelpdeskRefusal)) {
                throw refused;
            }
            // What was refused once is refused again: the mail comes to nothing now, not after many tries.
            return Optional.of(mailbox.settle(mine, () -> false));
        }
    }

    private Optional<OtherAddress.Received> received(Envelope envelope, String address, Message message)
            throws MessagingException {
        List<String> from = envelope.from();
        if (envelope.automatic()
                || from.size() != 1
                || from.getFirst().equalsIgnoreCase(address)
                || mailbox.isMachine(from.getFirst())) {
            return Optional.empty();
        }
        Optional<MimeMessage> mail = WholeMail.of(message, session, (long) server.mostMegabytes() << 20);
        if (mail.isEmpty()) {
            return Optional.empty();
        }
        String sender = from.getFirst();
        String domain = sender.substring(sender.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        MailText text = MailText.of(mail.get());
        String subject = subject(mail.get());
        return Optional.of(new OtherAddress.Received(
                sender,
                envelope.toUs() && envelope.authentication().vouchesFor(domain),
                List.copyOf(envelope.campaigns()),
                subject,
                text.text(),
                text.dropped(),
                envelope.messageId().orElse(null),
                envelope.locale()));
    }

    /** A subject that cannot be read is none: the mail is in memory, so that reading it again would change nothing. */
    private static String subject(MimeMessage mail) {
        try {
            String subject = mail.getSubject();
            return subject == null ? "" : subject;
        } catch (MessagingException unreadable) {
            return "";
        }
    }
}
