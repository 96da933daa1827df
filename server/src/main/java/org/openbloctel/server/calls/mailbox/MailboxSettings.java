package org.openbloctel.server.calls.mailbox;

import static java.util.Objects.requireNonNullElse;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calls.mailbox.Condition;
import org.openbloctel.server.platform.settings.Between;
import org.openbloctel.server.platform.settings.SecretFile;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.settings.SettingsException;
import org.openbloctel.server.platform.settings.Wanted;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.convert.DurationUnit;

/**
 * The mailbox that call files come to.
 *
 * @param host the name of its mail server; null when none is read
 * @param user who we are to it
 * @param folder the folder that is read
 * @param pause between two readings
 * @param address where people send their call files
 * @param authservId what the server calls itself where it says who signed a mail
 * @param mostMegabytes how large a mail may be
 * @param refusedFolder where mail goes that is not taken; null for nowhere: it is deleted
 * @param refusedDays for how many days it stays there
 * @param strangersADay how many unknown senders are answered in a day
 */
@ConfigurationProperties("openbloctel.mailbox")
record MailboxSettings(
        @Nullable String host,
        @Between(min = 1, max = 65_535) int port,
        Settings.Protection protection,
        String user,
        SecretFile passwordFile,
        @Wanted("give the folder that is read") String folder,

        @Name("seconds") @DurationUnit(ChronoUnit.SECONDS) @Between(min = 1, max = 3600)
        Duration pause,

        String address,
        String authservId,
        @Between(min = 1, max = 1000) int mostMegabytes,
        @Nullable String refusedFolder,
        @Between(min = 1, max = 30) int refusedDays,
        @Between(min = 0, max = 1_000_000) int strangersADay) {
    private static final String PREFIX = "openbloctel.mailbox.";
    private static final String PATIENCE_MILLIS = "20000";

    MailboxSettings {
        user = requireNonNullElse(user, "");
        address = requireNonNullElse(address, "");
        authservId = requireNonNullElse(authservId, "");
    }

    boolean isRead() {
        return host != null;
    }

    /** How mails in it are written down: without anything secret. */
    String mailbox() {
        return user + "@" + requireNonNullElse(host, "") + "/" + folder;
    }

    /** What the registry knows of it; throws {@link SettingsException} when it cannot be read like this. */
    Condition.Policy policy(Settings settings) {
        if (isRead()) {
            check(settings.environment());
        }
        Set<String> own = new HashSet<>();
        own.add(address.toLowerCase(Locale.ROOT));
        settings.mailsFrom().ifPresent(from -> own.add(from.toLowerCase(Locale.ROOT)));
        return new Condition.Policy(isRead() ? Optional.of(address) : Optional.empty(), mailbox(), own, strangersADay);
    }

    private void check(Settings.Environment environment) {
        List<String> problems = new ArrayList<>();
        boolean here = Set.of("localhost", "127.0.0.1", "::1").contains(requireNonNullElse(host, ""));
        if (protection == Settings.Protection.NONE && !here && environment == Settings.Environment.PRODUCTION) {
            problems.add(PREFIX
                    + "protection is none in production: call files and a password would cross the network in the open;"
                    + " give tls or starttls.");
        }
        if (!address.matches("[^@+\\s\"<>,;]+@[^@\\s\"<>,;]+")) {
            problems.add(PREFIX + "address is \"" + address + "\": give the address that people send to, without a +.");
        }
        if (authservId.isEmpty()) {
            problems.add(PREFIX
                    + "authserv-id is empty: give the first word of the headers Authentication-Results that your mail"
                    + " server writes; without them no sender could be believed.");
        }
        if (user.isEmpty()) {
            problems.add(PREFIX + "user is empty: give the login of the mailbox.");
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    Session session() {
        Properties properties = new Properties();
        properties.put("mail.store.protocol", "imap");
        properties.put("mail.imap.host", requireNonNullElse(host, ""));
        properties.put("mail.imap.port", Integer.toString(port));
        properties.put("mail.imap.connectiontimeout", PATIENCE_MILLIS);
        properties.put("mail.imap.timeout", PATIENCE_MILLIS);
        properties.put("mail.imap.writetimeout", PATIENCE_MILLIS);
        properties.put("mail.imap.ssl.enable", Boolean.toString(protection == Settings.Protection.TLS));
        properties.put("mail.imap.ssl.checkserveridentity", "true");
        String startTls = Boolean.toString(protection == Settings.Protection.STARTTLS);
        properties.put("mail.imap.starttls.enable", startTls);
        properties.put("mail.imap.starttls.required", startTls);
        // Reading a mail changes nothing about it, and fetches it in large pieces.
        properties.put("mail.imap.peek", "true");
        properties.put("mail.imap.fetchsize", Integer.toString(1 << 20));
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(user, requireNonNullElse(passwordFile.text(), ""));
            }
        });
    }
}
