package org.openbloctel.server.credential;

import java.time.InstantSource;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.credential.Credentials;
import org.openbloctel.registry.credential.Factors;
import org.openbloctel.registry.credential.Passkey;
import org.openbloctel.registry.credential.Passkeys;
import org.openbloctel.registry.credential.SecondFactor;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.outbox.Outbox;
import org.openbloctel.registry.vault.MasterKeys;
import org.openbloctel.server.settings.Settings;
import org.openbloctel.server.web.PortalSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How people of companies and of the operator sign in. */
@Configuration(proxyBeanMethods = false)
class CredentialConfiguration {
    @Bean
    Credentials credentials(Database database, InstantSource clock, AuditTrail audit, Outbox outbox) {
        return new Credentials(database, clock, audit, outbox);
    }

    @Bean
    SecondFactor secondFactor(
            Database database, InstantSource clock, AuditTrail audit, Outbox outbox, MasterKeys keys) {
        return new SecondFactor(database, clock, audit, outbox, keys);
    }

    @Bean
    Passkeys passkeys(
            Database database, InstantSource clock, AuditTrail audit, Settings settings, PortalSettings portal) {
        return new Passkeys(database, clock, audit, Passkey.RelyingParty.at(settings.baseUrl(), portal.name()));
    }

    @Bean
    Factors factors(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Outbox outbox,
            Passkeys passkeys,
            SecondFactor factor) {
        return new Factors(database, clock, audit, outbox, passkeys, factor);
    }
}
