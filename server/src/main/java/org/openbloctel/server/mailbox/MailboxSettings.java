package org.openbloctel.server.mailbox;

import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.mailbox.Policy;
import org.openbloctel.server.settings.Settings;
import org.openbloctel.server.settings.SettingsReader;
import org.springframework.core.env.PropertyResolver;

/**
 * What an operator may choose for the mailbox that call files come to, checked.
 *
 * @param server where it is; null when none is read
 * @param policy what the registry wants to know
 * @param pause between two readings
 */
record MailboxSettings(@Nullable MailboxServer server, Policy policy, Duration pause) {
    private static final String PREFIX = "openbloctel.mailbox.";

    static MailboxSettings of(PropertyResolver values) {
        SettingsReader reader = new SettingsReader(values);
        String host = reader.text(PREFIX + "host").orElse(null);
        Settings.Protection protection = reader.choice(PREFIX + "protection", Settings.Protection.class);
        MailboxServer asked = new MailboxServer(
                host == null ? "" : host,
                reader.number(PREFIX + "port", 1, 65_535),
                protection == Settings.Protection.TLS,
                protection == Settings.Protection.STARTTLS,
                reader.text(PREFIX + "user").orElse(""),
                reader.secret(PREFIX + "password-file"),
                reader.wanted(PREFIX + "folder", "give the folder that is read"),
                reader.text(PREFIX + "refused-folder").orElse(null),
                reader.number(PREFIX + "refused-days", 1, 30),
                reader.text(PREFIX + "address").orElse(""),
                reader.text(PREFIX + "authserv-id").orElse(""),
                reader.number(PREFIX + "most-megabytes", 1, 1000));
        int seconds = reader.number(PREFIX + "seconds", 1, 3600);
        int strangers = reader.number(PREFIX + "strangers-a-day", 0, 1_000_000);
        if (host != null) {
            check(asked, reader);
        }
        reader.end();
        Set<String> own = new HashSet<>();
        own.add(asked.address().toLowerCase(Locale.ROOT));
        reader.text("openbloctel.mail.from").ifPresent(from -> own.add(from.toLowerCase(Locale.ROOT)));
        Policy policy = new Policy(
                host == null ? Optional.empty() : Optional.of(asked.address()), asked.name(), own, strangers);
        return new MailboxSettings(host == null ? null : asked, policy, Duration.ofSeconds(seconds));
    }

    private static void check(MailboxServer asked, SettingsReader reader) {
        boolean here = Set.of("localhost", "127.0.0.1", "::1").contains(asked.host());
        if (!asked.tls()
                && !asked.startTls()
                && !here
                && reader.choice("openbloctel.environment", Settings.Environment.class)
                        == Settings.Environment.PRODUCTION) {
            reader.problem(
                    PREFIX + "protection",
                    "is none in production: call files and a password would cross the network in the open; give tls or"
                            + " starttls");
        }
        if (!asked.address().matches("[^@+\\s\"<>,;]+@[^@\\s\"<>,;]+")) {
            reader.problem(
                    PREFIX + "address",
                    "is \"" + asked.address() + "\": give the address that people send to, without a +");
        }
        if (asked.authservId().isEmpty()) {
            reader.problem(
                    PREFIX + "authserv-id",
                    "is empty: give the first word of the headers Authentication-Results that your mail server writes;"
                            + " without them no sender could be believed");
        }
        if (asked.user().isEmpty()) {
            reader.problem(PREFIX + "user", "is empty: give the login of the mailbox");
        }
    }
}
