package org.openbloctel.server.platform.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends by SMTP. A connection takes up to {@value #MAILS} mails, one after the other, and each thread that sends has its own. The
 * Message-ID is made of the outbox's id, so that a mail that is sent again after a crash is recognised. Thread-safe.
 */
final class SmtpRoute implements Mail.Route {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpRoute.class);
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final String PATIENCE_MILLIS = "20000";
    /** A relay may end a connection after 100. */
    private static final int MAILS = 50;
    /** After such a rest the server is asked whether the connection still holds. */
    private static final long REST_NANOS = 500_000_000L;

    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?-~]{1,250}>");

    private final Session session;
    private final InternetAddress from;
    private final String domain;
    private final InstantSource clock;
    private final Deque<Kept> idle = new ConcurrentLinkedDeque<>();

    /** An open connection that no thread uses. */
    private record Kept(Transport transport, int mails, long since) {}

    /**
     * A way to a mail server.
     *
     * @param server where it is and how the connection is protected
     * @param login null when it asks for none
     * @param from the address that mails are from
     * @param fromName the name beside it
     * @param clock for the mails' dates
     */
    SmtpRoute(Server server, @Nullable Login login, String from, String fromName, InstantSource clock) {
        this.session = session(server, login);
        this.clock = clock;
        this.domain = from.substring(from.indexOf('@') + 1);
        try {
            this.from = new InternetAddress(from, true);
            this.from.setPersonal(fromName.replaceAll("\\p{Cntrl}+", " "), UTF_8);
        } catch (AddressException | UnsupportedEncodingException e) {
            throw new IllegalArgumentException("openbloctel.mail.from is no mail address", e);
        }
    }

    private static Session session(Server server, @Nullable Login login) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", server.host());
        properties.put("mail.smtp.port", Integer.toString(server.port()));
        properties.put("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
        properties.put("mail.smtp.timeout", PATIENCE_MILLIS);
        properties.put("mail.smtp.writetimeout", PATIENCE_MILLIS);
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.enable", Boolean.toString(server.tls()));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(server.startTls()));
        properties.put("mail.smtp.starttls.required", Boolean.toString(server.startTls()));
        if (login == null) {
            return Session.getInstance(properties);
        }
        properties.put("mail.smtp.auth", "true");
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(login.user(), login.password());
            }
        });
    }

    @Override
    public void send(Mail mail) throws Mail.Route.Failure {
        try {
            MimeMessage message = message(mail);
            Kept kept = connection();
            boolean whole = false;
            try {
                kept.transport().sendMessage(message, message.getAllRecipients());
                whole = true;
            } finally {
                release(kept, whole);
            }
        } catch (AddressException e) {
            throw new Mail.Route.Failure("the recipient's address is none");
        } catch (MessagingException e) {
            // Its message may quote the recipient.
            throw new Mail.Route.Failure(e.getClass().getSimpleName());
        }
    }

    private Kept connection() throws MessagingException {
        for (Kept kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            if (System.nanoTime() - kept.since() < REST_NANOS
                    || kept.transport().isConnected()) {
                return kept;
            }
            close(kept);
        }
        Transport transport = session.getTransport("smtp");
        transport.connect();
        return new Kept(transport, 0, System.nanoTime());
    }

    /** Keeps the connection for the next mail, unless something went wrong on it. */
    private void release(Kept kept, boolean whole) {
        if (whole && kept.mails() + 1 < MAILS) {
            idle.addFirst(new Kept(kept.transport(), kept.mails() + 1, System.nanoTime()));
        } else {
            close(kept);
        }
    }

    @Override
    public void rest() {
        for (Kept kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            close(kept);
        }
    }

    private static void close(Kept kept) {
        try {
            kept.transport().close();
        } catch (MessagingException e) {
            LOG.debug(
                    "A connection to the mail server did not close: {}",
                    e.getClass().getSimpleName());
        }
    }

    private MimeMessage message(Mail mail) throws MessagingException {
        // Jakarta Mail makes an id of its own in updateMessageID, which runs last.
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + mail.id() + "@" + domain + ">");
            }
        };
        message.setFrom(from);
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.recipient(), true));
        message.setSubject(mail.subject(), UTF_8);
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader(
                "Auto-Submitted", mail.conversation().inReplyTo() == null ? "auto-generated" : "auto-replied");
        answer(message, mail.conversation().inReplyTo());
        String replyTo = mail.conversation().replyTo();
        if (replyTo != null) {
            message.setReplyTo(new InternetAddress[] {new InternetAddress(replyTo, true)});
        }
        message.setHeader("Content-Language", mail.locale().getLanguage());
        if (mail.html() == null) {
            message.setText(mail.text(), UTF_8);
        } else {
            message.setContent(alternatives(mail.text(), mail.html()));
        }
        message.saveChanges();
        return message;
    }

    /** The id comes from elsewhere: what could begin another header is left out. */
    private static void answer(MimeMessage message, @Nullable String to) throws MessagingException {
        if (to != null && MESSAGE_ID.matcher(to).matches()) {
            message.setHeader("In-Reply-To", to);
            message.setHeader("References", to);
        }
    }

    private static Multipart alternatives(String text, String html) throws MessagingException {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, UTF_8);
        MimeBodyPart laidOut = new MimeBodyPart();
        laidOut.setText(html, UTF_8, "html");
        return new MimeMultipart("alternative", plain, laidOut);
    }

    /**
     * A mail server.
     *
     * @param tls whether the connection is protected from its first byte
     * @param startTls whether it is protected before anything is said
     */
    public record Server(String host, int port, boolean tls, boolean startTls) {}

    /** Who we are to it. */
    public record Login(String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Login of " + user;
        }
    }
}
