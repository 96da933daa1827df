package org.openbloctel.server.credential;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.company.Companies;
import org.openbloctel.registry.company.Invoices;
import org.openbloctel.registry.company.Keys;
import org.openbloctel.registry.company.Mandates;
import org.openbloctel.registry.company.Members;
import org.openbloctel.registry.company.Payments;
import org.openbloctel.registry.company.Plans;
import org.openbloctel.registry.company.Quotas;
import org.openbloctel.registry.company.Seller;
import org.openbloctel.registry.company.Subscriptions;
import org.openbloctel.registry.credential.Credentials;
import org.openbloctel.registry.credential.Factors;
import org.openbloctel.registry.credential.Passkeys;
import org.openbloctel.registry.credential.RelyingParty;
import org.openbloctel.registry.credential.SecondFactor;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.operator.Staff;
import org.openbloctel.registry.outbox.Outbox;
import org.openbloctel.registry.vault.MasterKeys;
import org.openbloctel.server.settings.Settings;
import org.openbloctel.server.settings.SettingsReader;
import org.openbloctel.server.web.ApiKeys;
import org.openbloctel.server.web.SignedIn;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

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
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Settings settings,
            @Value("${openbloctel.portal.name}") String name) {
        return new Passkeys(database, clock, audit, RelyingParty.at(settings.baseUrl(), name));
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
