package org.openbloctel.server.calls.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.openbloctel.server.platform.settings.SecretFile;
import org.openbloctel.server.platform.settings.Settings;

/** A real mail server in this process: mail goes in and out by SMTP, and lies there for IMAP. */
public final class PostOffice implements AutoCloseable {
    public static final String DEPOT = "depot@opposition.example";

    private static final String PASSWORD = "a password of the mailbox";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path password;
    private Runnable meanwhile = () -> {};
    private GreenMail server;
    private int smtp;
    private int imap;

    public PostOffice() {
        try {
            password = Files.createTempFile("mailbox-", "");
            Files.writeString(password, PASSWORD);
            Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = open();
        smtp = server.getSmtp().getPort();
        imap = server.getImap().getPort();
    }

    private GreenMail open() {
        GreenMail opened = new GreenMail(new ServerSetup[] {
            new ServerSetup(smtp, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(imap, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
        });
        opened.start();
        opened.setUser(DEPOT, "depot", PASSWORD);
        return opened;
    }

    /** Settings of a server that reads this mailbox and sends from here. */
    public String[] settings(String... others) {
        String[] mine = {
            "openbloctel.mail.host=127.0.0.1",
            "openbloctel.mail.port=" + smtp,
            "openbloctel.mail.protection=none",
            "openbloctel.mail.from=ne-pas-repondre@opposition.example",
            "openbloctel.mailbox.host=127.0.0.1",
            "openbloctel.mailbox.port=" + imap,
            "openbloctel.mailbox.protection=none",
            "openbloctel.mailbox.user=depot",
            "openbloctel.mailbox.password-file=" + password,
            "openbloctel.mailbox.address=" + DEPOT,
            "openbloctel.mailbox.authserv-id=" + Letter.RECEIVER,
            "openbloctel.mailbox.seconds=1",
            "openbloctel.mailbox.most-megabytes=4",
        };
        List<String> names = Arrays.stream(others).map(PostOffice::nameOf).toList();
        return Stream.concat(
                        Arrays.stream(mine).filter(setting -> !names.contains(nameOf(setting))), Arrays.stream(others))
                .toArray(String[]::new);
    }

    private static String nameOf(String setting) {
        return setting.substring(0, setting.indexOf('='));
    }

    /** Hands a mail in by SMTP. */
    public void send(Letter letter) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(smtp));
        Session session = Session.getInstance(properties);
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect();
            transport.sendMessage(
                    new MimeMessage(session, letter.stream()), new Address[] {new InternetAddress(DEPOT)});
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The mails to an address, in the order in which they came. */
    List<MimeMessage> mailOf(String address) {
        return List.of(server.getReceivedMessagesForDomain(address));
    }

    /** Waits until an address has so many mails, and gives the last one. */
    MimeMessage answer(String address, int count) {
        until(() -> mailOf(address).size() >= count);
        assertThat(mailOf(address)).hasSize(count);
        return mailOf(address).get(count - 1);
    }

    /** How many mails lie in a folder of the mailbox. */
    int lying(String folder) {
        return ask(folder, asked -> asked.exists() ? asked.getMessageCount() : 0);
    }

    /** Under which validity the mails of the mailbox have their numbers. */
    long validity() {
        return ask("INBOX", asked -> ((UIDFolder) asked).getUIDValidity());
    }

    private <T> T ask(String folder, Question<T> question) {
        Properties properties = new Properties();
        properties.put("mail.imap.host", "127.0.0.1");
        properties.put("mail.imap.port", Integer.toString(imap));
        Session session = Session.getInstance(properties);
        try (Store store = session.getStore("imap")) {
            store.connect("depot", PASSWORD);
            return question.of(store.getFolder(folder));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T of(Folder folder) throws MessagingException;
    }

    /** Where a reader finds it. */
    MailboxSettings server() {
        return server(Settings.Protection.NONE);
    }

    MailboxSettings server(Settings.Protection protection) {
        return new MailboxSettings(
                "127.0.0.1",
                imap,
                protection,
                "depot",
                new SecretFile(PASSWORD),
                "INBOX",
                Duration.ofSeconds(1),
                DEPOT,
                Letter.RECEIVER,
                4,
                "Refused",
                7,
                0);
    }

    /** Waits until the mailbox is read through. */
    void untilRead() {
        until(() -> lying("INBOX") == 0);
    }

    /** Does this again and again while a test waits. */
    void meanwhile(Runnable hurry) {
        meanwhile = hurry;
    }

    void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE);
            }
            meanwhile.run();
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** The plain text of an answer. */
    static String text(MimeMessage mail) {
        return part(mail, 0);
    }

    static String html(MimeMessage mail) {
        return part(mail, 1);
    }

    private static String part(MimeMessage mail, int which) {
        try {
            BodyPart part = ((Multipart) mail.getContent()).getBodyPart(which);
            return part.getContent().toString().replace("\r\n", "\n");
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The mail server goes away, with all that lies there. */
    void closeDoors() {
        server.stop();
    }

    /** It is there again, empty. */
    void openDoors() {
        server = open();
    }

    @Override
    public void close() {
        server.stop();
        try {
            Files.deleteIfExists(password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
