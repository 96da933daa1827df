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
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.web.PortalSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How people of companies and of the operator sign in. */
@Configuration(proxyBeanMethods = false)
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
    KnownDevices knownDevices() {
        return new KnownDevices(database, clock);
    }

    @Bean
    SecondFactor secondFactor(MasterKeys keys) {
        return new SecondFactor(database, clock, audit, outbox, keys);
    }

    @Bean
    Passkeys passkeys(Settings settings, PortalSettings portal) {
        return new Passkeys(database, clock, audit, Passkey.RelyingParty.at(settings.baseUrl(), portal.name()));
    }

    @Bean
    Factors factors(Passkeys passkeys, SecondFactor factor) {
        return new Factors(database, clock, audit, outbox, passkeys, factor);
    }
}
