package org.openbloctel.server.calls.mailbox;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The mail server whose mailbox is read, and how.
 *
 * @param host its name
 * @param port its port
 * @param tls whether the connection is protected from its first byte
 * @param startTls whether it is protected before anything is said
 * @param user who we are to it
 * @param password what proves it
 * @param folder the folder that is read
 * @param refusedFolder where mail goes that is not taken; null for nowhere: it is deleted
 * @param refusedDays for how many days it stays there
 * @param address where people send their call files
 * @param authservId what the server calls itself where it says who signed a mail
 * @param mostMegabytes how large a mail may be
 */
record MailboxServer(
        String host,
        int port,
        boolean tls,
        boolean startTls,
        String user,
        @Nullable String password,
        String folder,
        @Nullable String refusedFolder,
        int refusedDays,
        String address,
        String authservId,
        int mostMegabytes) {
    private static final String PATIENCE_MILLIS = "20000";

    /** How mails in it are written down: without anything secret. */
    public String name() {
        return user + "@" + host + "/" + folder;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Mailbox " + name();
    }

    Session session() {
        Properties properties = new Properties();
        properties.put("mail.store.protocol", "imap");
        properties.put("mail.imap.host", host);
        properties.put("mail.imap.port", Integer.toString(port));
        properties.put("mail.imap.connectiontimeout", PATIENCE_MILLIS);
        properties.put("mail.imap.timeout", PATIENCE_MILLIS);
        properties.put("mail.imap.writetimeout", PATIENCE_MILLIS);
        properties.put("mail.imap.ssl.enable", Boolean.toString(tls));
        properties.put("mail.imap.ssl.checkserveridentity", "true");
        properties.put("mail.imap.starttls.enable", Boolean.toString(startTls));
        properties.put("mail.imap.starttls.required", Boolean.toString(startTls));
        // Reading a mail changes nothing about it, and fetches it in large pieces.
        properties.put("mail.imap.peek", "true");
        properties.put("mail.imap.fetchsize", Integer.toString(1 << 20));
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(user, password == null ? "" : password);
            }
        });
    }
}
