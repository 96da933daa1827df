package org.openbloctel.server.accounts.operator;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.credential.Links;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.accounts.operator.OperatorConfiguration.OperatorSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * Brings the operator's people to those whom the settings name, at each start: on no page could the first of them be added. A person who is
 * new chooses their password by a link in a mail, so that none stands anywhere. No name is logged.
 */
@Component
@ConditionalOnBooleanProperty(
        name = "openbloctel.demo",
        havingValue = false,
        matchIfMissing = true) // the demo has its own
final class OperatorPeople implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorPeople.class);
    private static final String SYSTEM = "system";

    private final Staff staff;
    private final Credentials credentials;
    /** All of them; empty to leave them as they are. */
    private final Set<String> named;

    OperatorPeople(Staff staff, Credentials credentials, OperatorSettings settings) {
        this.staff = staff;
        this.credentials = credentials;
        this.named = settings.emails();
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (named.isEmpty()) {
            if (staff.all().isEmpty()) {
                LOG.warn("No openbloctel.operator.people: nobody verifies companies or lifts stops");
            }
            return;
        }
        Set<String> there = staff.all().stream().map(Staff.Person::email).collect(Collectors.toSet());
        named.stream().filter(email -> !there.contains(email)).sorted().forEach(this::add);
        for (Staff.Person person : staff.all()) {
            if (!named.contains(person.email())) {
                staff.remove(person.id(), SYSTEM);
                LOG.info("One of the operator's people is not named any more, and can do nothing from now on");
            }
        }
    }

    private void add(String email) {
        try {
            // A random password that is not kept: theirs is chosen by the link.
            staff.add(email, email, Links.token(), Locale.FRENCH, SYSTEM);
        } catch (RefusedException e) {
            if (e.refusal() instanceof AccessRefusal.EmailTaken) {
                return; // another server that starts at this moment
            }
            throw e;
        }
        credentials.forgotten(Credential.Realm.STAFF, email, Locale.FRENCH, "start of " + email);
        LOG.info("One of the operator's people is new, and gets a link to choose a password");
    }
}
