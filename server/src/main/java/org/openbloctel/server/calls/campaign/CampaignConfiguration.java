package org.openbloctel.server.calls.campaign;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.callfiles.scrubbing.Attestation;
import org.openbloctel.registry.callfiles.submission.CampaignFiles;
import org.openbloctel.registry.callfiles.submission.VerdictFiles;
import org.openbloctel.registry.calls.campaign.CallCover;
import org.openbloctel.registry.calls.campaign.CampaignCover;
import org.openbloctel.registry.calls.campaign.CampaignList;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.campaign.KeptNumbers;
import org.openbloctel.registry.calls.campaign.Outlooks;
import org.openbloctel.registry.calls.campaign.Rechecks;
import org.openbloctel.registry.calls.campaign.Reminders;
import org.openbloctel.registry.calls.campaign.TestCampaigns;
import org.openbloctel.registry.list.guard.Guard;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.registry.list.trace.Traces;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.event.Events;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.callfiles.submission.SubmissionSettings;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Campaigns that do not lapse: their files, kept numbers, reminders, and the jobs that see to them. */
@Configuration(proxyBeanMethods = false)
class CampaignConfiguration {
    private static final Duration FOLLOW = Duration.ofSeconds(15);
    private static final Duration FORGET = Duration.ofMinutes(5);
    private static final Duration REMIND = Duration.ofMinutes(10);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;

    CampaignConfiguration(Database database, InstantSource clock, AuditTrail audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
    }

    @Bean
    Campaigns campaigns(Mandates mandates) {
        return new Campaigns(database, clock, audit, mandates);
    }

    @Bean
    TestCampaigns testCampaigns(Campaigns campaigns) {
        return new TestCampaigns(campaigns, clock);
    }

    @Bean
    CampaignList campaignList(Mandates mandates) {
        return new CampaignList(database, clock, mandates);
    }

    @Bean
    CampaignFiles campaignFiles(SubmissionSettings settings) {
        return new CampaignFiles(database, settings.space());
    }

    @Bean
    CallCover callCover(CampaignFiles files, LawBook law) {
        return new CallCover(files, law);
    }

    @Bean
    Outlooks outlooks(LawBook law) {
        return new Outlooks(law, clock);
    }

    @Bean
    KeptNumbers keptNumbers(SubmissionSettings settings, Vault vault, MasterKeys master, LawBook law) {
        VerdictFiles verdicts = new VerdictFiles(database, settings.space(), vault, master);
        return new KeptNumbers(verdicts, vault, law);
    }

    @Bean
    CampaignCover campaignCover(Campaigns campaigns, LawBook law, MasterKeys master, Rechecks.Needs needs) {
        return new CampaignCover(database, clock, audit, campaigns, law, master, needs);
    }

    @Bean
    Rechecks.Needs recheckNeeds(
            CampaignFiles files,
            KeptNumbers kept,
            Publication publication,
            Certificates certificates,
            Attestation.ByCertificate attestation,
            Events events,
            Guard guard,
            Traces traces) {
        return new Rechecks.Needs(
                files,
                kept,
                publication::current,
                publication::changedSince,
                certificates::published,
                attestation,
                events,
                guard,
                traces);
    }

    @Bean
    Reminders reminders(Campaigns campaigns, CampaignCover cover, Members members, Outbox outbox, Events events) {
        return new Reminders(database, clock, campaigns, cover, members, outbox, events);
    }

    /** A number that becomes opposed is notified within a minute; while the list is not fresh, the job waits. */
    @Bean
    RecurringJob followKeptNumbers(CampaignCover cover, Publication publication) {
        return RecurringJob.every(
                FOLLOW,
                "campaign.follow",
                () -> publication.fresh().ifPresent(list -> cover.rechecks().follow()));
    }

    @Bean
    RecurringJob recheckKeptNumbers(CampaignCover cover) {
        return RecurringJob.daily(
                LocalTime.of(2, 15), "campaign.recheck", () -> cover.rechecks().nightly());
    }

    @Bean
    RecurringJob remindOfCover(Reminders reminders) {
        return RecurringJob.every(REMIND, "campaign.remind", reminders::run);
    }

    @Bean
    RecurringJob forgetKeptNumbers(CampaignCover cover) {
        return RecurringJob.erasingEvery(FORGET, Rules.KEPT_NUMBERS, cover::forget);
    }
}
