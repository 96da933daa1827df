package org.openbloctel.server.calls.campaign;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
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
import org.openbloctel.registry.platform.event.Events;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Campaigns that do not lapse: their files, kept numbers, reminders, and the jobs that see to them. */
@Configuration(proxyBeanMethods = false)
@Import({
    Campaigns.class,
    TestCampaigns.class,
    CampaignList.class,
    CallCover.class,
    Outlooks.class,
    CampaignCover.class,
    Reminders.class,
    CampaignFiles.class,
    VerdictFiles.class,
    KeptNumbers.class
})
class CampaignConfiguration {
    private static final Duration FOLLOW = Duration.ofSeconds(15);
    private static final Duration FORGET = Duration.ofMinutes(5);
    private static final Duration REMIND = Duration.ofMinutes(10);

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
    List<RecurringJob> campaignJobs(CampaignCover cover, Publication publication, Reminders reminders) {
        return List.of(
                // A number that becomes opposed is notified within a minute; while the list is not fresh, the job
                // waits.
                RecurringJob.every(
                        FOLLOW,
                        "campaign.follow",
                        () -> publication
                                .fresh()
                                .ifPresent(list -> cover.rechecks().follow())),
                RecurringJob.daily(
                        LocalTime.of(2, 15),
                        "campaign.recheck",
                        () -> cover.rechecks().nightly()),
                RecurringJob.every(REMIND, "campaign.remind", reminders::run),
                RecurringJob.erasingEvery(FORGET, Rules.KEPT_NUMBERS, cover::forget));
    }
}
