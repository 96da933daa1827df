package org.openbloctel.server.campaign;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.campaign.CallCover;
import org.openbloctel.registry.campaign.CampaignCover;
import org.openbloctel.registry.campaign.CampaignList;
import org.openbloctel.registry.campaign.Campaigns;
import org.openbloctel.registry.campaign.KeptNumbers;
import org.openbloctel.registry.campaign.Outlooks;
import org.openbloctel.registry.campaign.Rechecks;
import org.openbloctel.registry.campaign.Reminders;
import org.openbloctel.registry.campaign.TestCampaigns;
import org.openbloctel.registry.certificate.Certificates;
import org.openbloctel.registry.company.Companies;
import org.openbloctel.registry.company.Mandates;
import org.openbloctel.registry.company.Members;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.event.Events;
import org.openbloctel.registry.filevault.Vault;
import org.openbloctel.registry.outbox.Outbox;
import org.openbloctel.registry.publication.Publication;
import org.openbloctel.registry.retention.Rules;
import org.openbloctel.registry.scrubbing.Attestation;
import org.openbloctel.registry.submission.CampaignFiles;
import org.openbloctel.registry.submission.VerdictFiles;
import org.openbloctel.registry.vault.MasterKeys;
import org.openbloctel.server.jobs.RecurringJob;
import org.openbloctel.server.submission.SubmissionSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Campaigns that do not lapse: their files, kept numbers, reminders, and the jobs that see to them. */
@Configuration(proxyBeanMethods = false)
class CampaignConfiguration {
    private static final Duration FOLLOW = Duration.ofSeconds(15);
    private static final Duration FORGET = Duration.ofMinutes(5);
    private static final Duration REMIND = Duration.ofMinutes(10);

    @Bean
    Campaigns campaigns(Database database, InstantSource clock, AuditTrail audit, Mandates mandates) {
        return new Campaigns(database, clock, audit, mandates);
    }

    @Bean
    TestCampaigns testCampaigns(Campaigns campaigns, InstantSource clock) {
        return new TestCampaigns(campaigns, clock);
    }

    @Bean
    CampaignList campaignList(Database database, InstantSource clock, Mandates mandates) {
        return new CampaignList(database, clock, mandates);
    }

    @Bean
    CampaignFiles campaignFiles(Database database, SubmissionSettings settings) {
        return new CampaignFiles(database, settings.space());
    }

    @Bean
    CallCover callCover(CampaignFiles files, LawBook law) {
        return new CallCover(files, law);
    }

    @Bean
    Outlooks outlooks(LawBook law, InstantSource clock) {
        return new Outlooks(law, clock);
    }

    @Bean
    KeptNumbers keptNumbers(
            Database database, SubmissionSettings settings, Vault vault, MasterKeys master, LawBook law) {
        VerdictFiles verdicts = new VerdictFiles(database, settings.space(), vault, master);
        return new KeptNumbers(verdicts, vault, law);
    }

    @Bean
    CampaignCover campaignCover(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Campaigns campaigns,
            LawBook law,
            MasterKeys master,
            CampaignNeeds needs) {
        Rechecks.Needs all = new Rechecks.Needs(
                needs.files(), needs.kept(), needs.publication()::current, needs.attestation(), needs.events());
        return new CampaignCover(database, clock, audit, campaigns, law, master, all);
    }

    /** What cover needs of other features. */
    record CampaignNeeds(
            CampaignFiles files,
            KeptNumbers kept,
            Publication publication,
            Attestation.ByCertificate attestation,
            Events events) {}

    @Bean
    CampaignNeeds campaignNeeds(
            CampaignFiles files,
            KeptNumbers kept,
            Publication publication,
            Certificates certificates,
            Companies companies,
            Events events) {
        Attestation.ByCertificate attestation = new Attestation.ByCertificate(certificates, companies);
        return new CampaignNeeds(files, kept, publication, attestation, events);
    }

    @Bean
    Reminders reminders(
            Database database,
            InstantSource clock,
            Campaigns campaigns,
            CampaignCover cover,
            Members members,
            Outbox outbox,
            Events events) {
        return new Reminders(database, clock, campaigns, cover, members, outbox, events);
    }

    /** A number that becomes opposed is told within a minute. */
    @Bean
    RecurringJob followKeptNumbers(CampaignCover cover) {
        return RecurringJob.every(
                FOLLOW, "campaign.follow", () -> cover.rechecks().follow());
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
