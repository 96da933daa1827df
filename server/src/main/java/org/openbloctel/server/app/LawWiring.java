package org.openbloctel.server.app;

import java.time.InstantSource;
import java.time.LocalTime;
import java.util.Map;
import org.openbloctel.law.CallJudge;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.call.CallFigures;
import org.openbloctel.registry.call.CallLog;
import org.openbloctel.registry.call.CallReports;
import org.openbloctel.registry.call.RefusalList;
import org.openbloctel.registry.campaign.CallCover;
import org.openbloctel.registry.campaign.CampaignList;
import org.openbloctel.registry.campaign.Campaigns;
import org.openbloctel.registry.company.Mandates;
import org.openbloctel.registry.consent.CompanyConsents;
import org.openbloctel.registry.consent.ConsentImports;
import org.openbloctel.registry.consent.ConsentLinks;
import org.openbloctel.registry.consent.ConsentNews;
import org.openbloctel.registry.consent.Consents;
import org.openbloctel.registry.consent.EvidenceFiles;
import org.openbloctel.registry.consent.NumberConsents;
import org.openbloctel.registry.consent.OlderConsents;
import org.openbloctel.registry.consent.Permissions;
import org.openbloctel.registry.consent.Withdrawals;
import org.openbloctel.registry.consumer.CodeSender;
import org.openbloctel.registry.consumer.ConsumerSettings;
import org.openbloctel.registry.consumer.Consumers;
import org.openbloctel.registry.consumer.NumberCodes;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.event.Events;
import org.openbloctel.registry.lookup.Lookups;
import org.openbloctel.registry.outbox.Outbox;
import org.openbloctel.registry.retention.Rules;
import org.openbloctel.registry.scrubbing.CampaignLaw;
import org.openbloctel.registry.vault.MasterKeys;
import org.openbloctel.registry.verdict.CampaignVerdicts;
import org.openbloctel.registry.verdict.Verdicts;
import org.openbloctel.server.jobs.RecurringJob;
import org.openbloctel.server.settings.Settings;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The law, and what is judged by it: campaigns, calls, verdicts. */
@Configuration(proxyBeanMethods = false)
class LawWiring {
    /** A faulty file, or a setting that names nothing disputed, stops the start here. */
    @Bean
    LawBook lawBook(Environment environment) {
        return LawBook.france(Binder.get(environment)
                .bind("openbloctel.law", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of()));
    }

    @Bean
    Campaigns campaigns(Database database, InstantSource clock, AuditTrail audit, Mandates mandates) {
        return new Campaigns(database, clock, audit, mandates);
    }

    @Bean
    CallLog callLog(Database database, InstantSource clock, MasterKeys keys, LawBook law) {
        return new CallLog(database, clock, keys, law.countedDays());
    }

    @Bean
    CallReports callReports(Campaigns campaigns, CallLog log, InstantSource clock) {
        return new CallReports(campaigns, log, clock);
    }

    @Bean
    CallFigures callFigures(Database database) {
        return new CallFigures(database);
    }

    @Bean
    RefusalList refusalList(Database database, InstantSource clock, AuditTrail audit, MasterKeys keys) {
        return new RefusalList(database, clock, audit, keys);
    }

    @Bean
    CampaignList campaignList(Database database, InstantSource clock, Mandates mandates) {
        return new CampaignList(database, clock, mandates);
    }

    @Bean
    ConsentNews consentNews(Database database, AuditTrail audit, Outbox outbox, Events events) {
        return new ConsentNews(database, audit, outbox, events);
    }

    @Bean
    Consents consents(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Campaigns campaigns,
            MasterKeys keys,
            ConsentNews news) {
        return new Consents(database, clock, audit, campaigns, keys, news);
    }

    @Bean
    NumberConsents numberConsents(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Consumers consumers,
            MasterKeys keys,
            ConsentNews news) {
        return new NumberConsents(database, clock, audit, consumers, keys, news);
    }

    @Bean
    OlderConsents olderConsents(
            Database database, Consumers consumers, NumberCodes codes, NumberConsents numberConsents) {
        return new OlderConsents(database, consumers, codes, numberConsents);
    }

    @Bean
    EvidenceFiles evidenceFiles(
            Database database, InstantSource clock, AuditTrail audit, MasterKeys keys, Settings settings) {
        return new EvidenceFiles(
                database, clock, audit, keys, settings.dataFolder().resolve("evidence"));
    }

    @Bean
    CompanyConsents companyConsents(Database database, InstantSource clock) {
        return new CompanyConsents(database, clock);
    }

    @Bean
    Permissions permissions(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Consumers consumers,
            NumberConsents numberConsents,
            ConsentNews news) {
        return new Permissions(database, clock, audit, consumers, numberConsents, news);
    }

    @Bean
    ConsentLinks consentLinks(
            Database database, MasterKeys keys, NumberConsents numberConsents, ConsumerSettings settings) {
        return new ConsentLinks(database, keys, numberConsents, settings.portal());
    }

    @Bean
    ConsentImports consentImports(Database database, InstantSource clock, Consents consents) {
        return new ConsentImports(database, clock, consents);
    }

    @Bean
    Withdrawals withdrawals(Database database, InstantSource clock, CodeSender sender, NumberConsents numberConsents) {
        return new Withdrawals(database, clock, sender, numberConsents);
    }

    @Bean
    Verdicts verdicts(
            LawBook law,
            Lookups lookups,
            Campaigns campaigns,
            CallCover cover,
            CallLog log,
            Consents consents,
            InstantSource clock) {
        return new Verdicts(new CallJudge(law), lookups, campaigns, cover, log, consents, clock);
    }

    @Bean
    CampaignLaw campaignLaw(LawBook law, Campaigns campaigns, CallLog log, Consents consents, InstantSource clock) {
        return new CampaignVerdicts(law, campaigns, log, consents, clock);
    }

    @Bean
    RecurringJob forgetCalls(
            CallLog log,
            Campaigns campaigns,
            Consents consents,
            ConsentImports imports,
            Withdrawals withdrawals,
            EvidenceFiles evidence) {
        return RecurringJob.erasingDaily(
                LocalTime.of(3, 25),
                Rules.CALLS,
                () -> log.forget()
                        + campaigns.forget()
                        + consents.forget()
                        + evidence.sweep()
                        + imports.forget()
                        + withdrawals.forget());
    }
}
