package org.openbloctel.server.authority.inspection;

import java.util.Set;
import java.util.stream.Collectors;
import org.openbloctel.registry.authority.inspection.InspectorAccount;
import org.openbloctel.registry.authority.inspection.InspectorAccount.Rank;
import org.openbloctel.registry.authority.inspection.Inspectors;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.authority.inspection.InspectionConfiguration.InspectionSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * Adds the heads of inspectors that the settings name, at each start: the first of them cannot be added on a page. Each new one gets a link
 * to choose a password. An inspector who is not named stays, and one whom a head removed does not come back: heads invite and remove. No name is logged.
 */
@Component
@ConditionalOnBooleanProperty(
        name = "openbloctel.demo",
        havingValue = false,
        matchIfMissing = true) // the demo has its own
final class FirstInspectors implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(FirstInspectors.class);
    private static final String SYSTEM = "system";

    private final Inspectors inspectors;
    private final Set<String> named;

    FirstInspectors(Inspectors inspectors, InspectionSettings settings) {
        this.inspectors = inspectors;
        this.named = settings.emails();
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Set<String> there =
                inspectors.all().stream().map(InspectorAccount::email).collect(Collectors.toSet());
        named.stream()
                .filter(email -> !there.contains(email) && !inspectors.isRemoved(email))
                .sorted()
                .forEach(this::add);
    }

    private void add(String email) {
        try {
            inspectors.invite(email, email, Rank.HEAD, SYSTEM);
            LOG.info("A head of inspectors is new, and gets a link to choose a password");
        } catch (RefusedException e) {
            // Another server that starts at this moment has added them.
            if (!(e.refusal() instanceof AccessRefusal.EmailTaken)) {
                throw e;
            }
        }
    }
}
