package org.openbloctel.server.accounts.credential;

import java.time.InstantSource;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.credential.Factors;
import org.openbloctel.registry.accounts.credential.KnownDevices;
import org.openbloctel.registry.accounts.credential.Passkey;
import org.openbloctel.registry.accounts.credential.Passkeys;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.server.platform.pages.LayoutModel.PortalSettings;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** How people of companies and of the operator sign in. */
@Configuration(proxyBeanMethods = false)
@Import({KnownDevices.class, SecondFactor.class, Factors.class})
class CredentialConfiguration {
    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Outbox outbox;

    CredentialConfiguration(Database database, InstantSource clock, AuditTrail audit, Outbox outbox) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
    }

    @Bean
    Credentials credentials() {
        return new Credentials(database, clock, audit, outbox);
    }

    @Bean
    Passkeys passkeys(Settings settings, PortalSettings portal) {
        return new Passkeys(database, clock, audit, Passkey.RelyingParty.at(settings.baseUrl(), portal.name()));
    }
}
