package org.openbloctel.server.demo;

import java.time.InstantSource;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.call.CallReports;
import org.openbloctel.registry.campaign.Campaigns;
import org.openbloctel.registry.consent.CompanyConsents;
import org.openbloctel.registry.consent.ConsentImports;
import org.openbloctel.registry.consent.Consents;
import org.openbloctel.registry.consent.NumberConsents;
import org.openbloctel.registry.consent.Permissions;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.outbox.Outbox;
import org.openbloctel.registry.submission.Submissions;
import org.openbloctel.registry.vault.MasterKeys;
import org.openbloctel.server.settings.Settings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The demo's sample data. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("openbloctel.demo")
class DemoConfiguration {
    @Bean
    DemoData demoData(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Outbox outbox,
            MasterKeys master,
            Submissions submissions,
            Campaigns campaigns,
            CallReports reports,
            DemoConsents demoConsents,
            Settings settings) {
        DemoPeople people = new DemoPeople(database, clock, audit, outbox, master);
        DemoConsumers consumers = new DemoConsumers(database, clock, audit, outbox, settings.baseUrl());
        DemoCampaigns first = new DemoCampaigns(campaigns, reports, clock);
        return new DemoData(database, people, consumers, first, demoConsents, new DemoFiles(submissions), settings);
    }

    @Bean
    DemoConsents demoConsents(
            Consents consents,
            ConsentImports imports,
            CompanyConsents listed,
            NumberConsents numbers,
            Permissions permissions,
            MessageSource texts,
            InstantSource clock) {
        return new DemoConsents(new DemoConsents.Needs(consents, imports, listed, numbers, permissions), texts, clock);
    }

    @Bean
    DemoMailbox demoMailbox(Settings settings, InstantSource clock) {
        return new DemoMailbox(settings.dataFolder().resolve("demo/mail"), clock);
    }

    @Bean
    DemoCodes demoCodes(DemoData data, InstantSource clock) {
        return () -> data.codes(clock.instant());
    }
}
