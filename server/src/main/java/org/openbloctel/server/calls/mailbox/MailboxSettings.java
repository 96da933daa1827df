package org.openbloctel.server.calls.mailbox;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calls.mailbox.Condition;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.settings.SettingsException;

/**
 * What an operator may choose for the mailbox that call files come to, checked.
 *
 * @param server where it is; null when none is read
 * @param policy what the registry wants to know
 * @param pause between two readings
 */
record MailboxSettings(@Nullable MailboxServer server, Condition.Policy policy, Duration pause) {
    private static final String PREFIX = "openbloctel.mailbox.";

    static MailboxSettings of(MailboxProperties given, Settings settings) {
        String host = given.host();
        MailboxServer asked = new MailboxServer(
                requireNonNullElse(host, ""),
                given.port(),
                given.protection() == Settings.Protection.TLS,
                given.protection() == Settings.Protection.STARTTLS,
                given.user(),
                given.passwordFile().text(),
                given.folder(),
                given.refusedFolder(),
                given.refusedDays(),
                given.address(),
                given.authservId(),
                given.mostMegabytes());
        if (host != null) {
            check(asked, settings.environment());
        }
        Set<String> own = new HashSet<>();
        own.add(asked.address().toLowerCase(Locale.ROOT));
        settings.mailsFrom().ifPresent(from -> own.add(from.toLowerCase(Locale.ROOT)));
        Condition.Policy policy = new Condition.Policy(
                host == null ? Optional.empty() : Optional.of(asked.address()),
                asked.name(),
                own,
                given.strangersADay());
        return new MailboxSettings(host == null ? null : asked, policy, Duration.ofSeconds(given.seconds()));
    }

    private static void check(MailboxServer asked, Settings.Environment environment) {
        List<String> problems = new ArrayList<>();
        boolean here = Set.of("localhost", "127.0.0.1", "::1").contains(asked.host());
        if (!asked.tls() && !asked.startTls() && !here && environment == Settings.Environment.PRODUCTION) {
            problems.add(PREFIX
                    + "protection is none in production: call files and a password would cross the network in the open;"
                    + " give tls or starttls.");
        }
        if (!asked.address().matches("[^@+\\s\"<>,;]+@[^@\\s\"<>,;]+")) {
            problems.add(PREFIX + "address is \"" + asked.address()
                    + "\": give the address that people send to, without a +.");
        }
        if (asked.authservId().isEmpty()) {
            problems.add(PREFIX
                    + "authserv-id is empty: give the first word of the headers Authentication-Results that your mail"
                    + " server writes; without them no sender could be believed.");
        }
        if (asked.user().isEmpty()) {
            problems.add(PREFIX + "user is empty: give the login of the mailbox.");
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }
}
