package org.openbloctel.server.callfiles.submission;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.accounts.company.SealingKeys;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.callfiles.intake.Allowance;
import org.openbloctel.registry.callfiles.intake.Arrivals;
import org.openbloctel.registry.callfiles.intake.Inbox;
import org.openbloctel.registry.callfiles.intake.Reception;
import org.openbloctel.registry.callfiles.intake.Uploads;
import org.openbloctel.registry.callfiles.scrubbing.Attestation;
import org.openbloctel.registry.callfiles.scrubbing.CampaignLaw;
import org.openbloctel.registry.callfiles.scrubbing.Gate;
import org.openbloctel.registry.callfiles.scrubbing.HeldFiles;
import org.openbloctel.registry.callfiles.scrubbing.Hold;
import org.openbloctel.registry.callfiles.scrubbing.Previews;
import org.openbloctel.registry.callfiles.scrubbing.ScrubQueue;
import org.openbloctel.registry.callfiles.scrubbing.ScrubSettings;
import org.openbloctel.registry.callfiles.scrubbing.TestScrub;
import org.openbloctel.registry.callfiles.scrubbing.Workbooks;
import org.openbloctel.registry.callfiles.submission.CheckedDays;
import org.openbloctel.registry.callfiles.submission.DownloadPlaces;
import org.openbloctel.registry.callfiles.submission.Downloads;
import org.openbloctel.registry.callfiles.submission.Erasure;
import org.openbloctel.registry.callfiles.submission.HoldMails;
import org.openbloctel.registry.callfiles.submission.NamedFiles;
import org.openbloctel.registry.callfiles.submission.SpaceSettings;
import org.openbloctel.registry.callfiles.submission.SubmissionFigures;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.callfiles.submission.TestSubmissions;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.campaign.KeptNumbers;
import org.openbloctel.registry.calls.campaign.TestCampaigns;
import org.openbloctel.registry.calls.verdict.TestCampaignLaw;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.registry.list.trace.Traces;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.event.Events;
import org.openbloctel.registry.platform.filevault.DiskRoom;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.scrub.engine.Progress;
import org.openbloctel.scrub.engine.Ruling;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.server.platform.files.FilePlaces;
import org.openbloctel.server.platform.jobs.JobQueue;
import org.openbloctel.server.platform.jobs.OneOffJob;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.metrics.DatabaseGauges;
import org.openbloctel.server.platform.programs.QueryNames.OwnQueries;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.xlsx.WorkbookLook;
import org.openbloctel.xlsx.WorkbookScrub;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

/** Submitted call files: what they need of plans and certificates, the jobs that scrub and erase, and what is told of them. */
@Configuration(proxyBeanMethods = false)
@Import({
    SubmissionFigures.class,
    CheckedDays.class,
    Allowance.ByPlan.class,
    Downloads.AlarmMails.class,
    DownloadPlaces.class,
    Uploads.class,
    Attestation.ByCertificate.class,
    Reception.class,
    Previews.class,
    Submissions.class,
    ScrubQueue.class,
    Gate.ByGuard.class,
    HoldMails.class,
    HeldFiles.class
})
class SubmissionConfiguration {
    private static final String SCRUB = "submission.scrub";
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration ERASE = Duration.ofMinutes(5);
    private static final Duration SWEEP = Duration.ofHours(1);
    private static final Duration WATCH = Duration.ofMinutes(10);
    private static final Duration HOLDS = Duration.ofMinutes(1);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;

    SubmissionConfiguration(Database database, InstantSource clock, AuditTrail audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
    }

    @Bean
    OwnQueries submissionQueries() {
        return new OwnQueries(
                Map.of(
                        "POST " + SubmissionApi.ROOT, SubmissionRequest.SUBMISSION,
                        "POST " + UploadApi.ROOT, SubmissionRequest.SUBMISSION,
                        "POST " + SubmissionApi.ROOT + "/{id}/corrections", SubmissionRequest.LAYOUT),
                List.of());
    }

    @Bean
    Reception.Settings receptionSettings(SubmissionSettings settings) {
        return settings.intake();
    }

    @Bean
    ScrubSettings scrubSettings(SubmissionSettings settings, Settings server) {
        return settings.scrub(server.dataFolder());
    }

    @Bean
    SpaceSettings spaceSettings(SubmissionSettings settings) {
        return settings.space();
    }

    @Bean
    Vault submissionVault(FilePlaces places, SubmissionSettings settings, ScrubSettings scrub, Settings server)
            throws IOException {
        NamedFiles named = new NamedFiles(
                database,
                List.of(KeptNumbers.files(database), Traces.files(database)),
                List.of(KeptNumbers.index(database), Traces.index(database)));
        return new Vault(places.open("submissions", settings.folder(server.dataFolder()), scrub.reserve(), named));
    }

    @Bean
    DiskRoom submissionsRoom(Vault vault) {
        return vault.room();
    }

    @Bean
    DiskRoom workRoom(ScrubSettings settings) {
        return settings.room();
    }

    @Bean
    Reception.Needs receptionNeeds(Allowance allowance, Campaigns links, Publication publication, JobQueue jobs) {
        return new Reception.Needs(
                allowance, links, () -> revision(publication), received -> jobs.put(SCRUB, received.toString()));
    }

    @Bean
    Submissions.Needs submissionNeeds(
            Reception reception,
            Previews previews,
            Allowance allowance,
            Campaigns links,
            Downloads.Alarm alarm,
            HeldFiles held) {
        return new Submissions.Needs(reception, previews, allowance, links, alarm, held);
    }

    private static OptionalLong revision(Publication publication) {
        // Not fresh: no earlier answer stands.
        return publication.fresh().stream().mapToLong(OppositionList::revision).findFirst();
    }

    @Bean
    TestSubmissions testSubmissions(
            ScrubSettings settings,
            Workbooks workbooks,
            TestCampaigns campaigns,
            LawBook law,
            SealingKeys sealing,
            Certificates certificates)
            throws IOException {
        TestScrub scrub =
                new TestScrub(settings, workbooks, new TestCampaignLaw(law, campaigns, clock), certificates::published);
        return new TestSubmissions(clock, scrub, campaigns, company -> sealing.recipients(List.of(company)));
    }

    @Bean
    ScrubQueue.Needs scrubNeeds(
            Publication publication,
            Certificates certificates,
            Workbooks workbooks,
            Allowance allowance,
            Attestation attestation,
            Events events,
            CampaignLaw law,
            Gate gate,
            Hold.Alarm alarm,
            Traces traces,
            MeterRegistry meters) {
        Timer ready = Timer.builder("openbloctel.submissions.ready")
                .description("From the receipt of a file to its returned files")
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofHours(1))
                .register(meters);
        return new ScrubQueue.Needs(
                publication::current,
                certificates::published,
                workbooks,
                allowance,
                attestation,
                ready::record,
                events,
                law,
                gate,
                alarm,
                traces);
    }

    @Bean
    Erasure erasure(SpaceSettings settings, Vault vault) {
        return new Erasure(
                database, clock, audit, settings, vault, List.of(KeptNumbers.files(database), Traces.files(database)));
    }

    @Bean
    ScrubWorker scrubWorker(ScrubQueue queue, SubmissionSettings settings) {
        return new ScrubWorker(queue::runNext, queue::runNextSmall, settings.atOnce());
    }

    /** At once, on the server that received the file, if it has a place; whichever file is due, small ones first. */
    @Bean
    OneOffJob scrubReceived(ScrubWorker worker) {
        return new OneOffJob(SCRUB, id -> worker.work(), id -> {});
    }

    @Bean
    List<RecurringJob> submissionJobs(
            ScrubWorker worker,
            Erasure erasure,
            Uploads uploads,
            Inbox inbox,
            Arrivals arrivals,
            DownloadPlaces places,
            LegalDelay delay,
            HeldFiles held) {
        return List.of(
                // What another server left behind, what failed and is due again, what this one could not take at once.
                RecurringJob.every(LOOK, "submission.take-over", worker::work),
                RecurringJob.erasingEvery(
                        ERASE,
                        Rules.SUBMISSIONS,
                        () -> all(
                                erasure::inputs,
                                erasure::results,
                                erasure::fingerprints,
                                erasure::rows,
                                erasure::leftovers,
                                arrivals::forget,
                                places::forget,
                                uploads::expire,
                                inbox::expire)),
                RecurringJob.erasingEvery(SWEEP, Rules.SWEEP, () -> all(erasure::sweep)),
                RecurringJob.every(WATCH, "submission.watch", delay::look),
                // What is tried again is taken by the worker, which looks every other second.
                RecurringJob.every(HOLDS, "submission.end-holds", held::retry),
                // By the day, and never taken back.
                RecurringJob.every(HOLDS, "submission.expire-holds", held::expire)
                        .waiting());
    }

    @Bean
    MeterBinder submissionMeters(ScrubQueue queue, LegalDelay delay, HeldFiles held, DatabaseGauges gauges) {
        return registry -> {
            gauges.of("openbloctel.submissions.waiting", () -> queue.depth().waiting())
                    .description("Submissions that wait or are being scrubbed")
                    .register(registry);
            gauges.of("openbloctel.submissions.oldest", () -> delay.oldest().toSeconds())
                    .description("How long the oldest of them has waited")
                    .baseUnit("seconds")
                    .register(registry);
            gauges.of("openbloctel.submissions.failures", () -> queue.depth().failures())
                    .description("Failed attempts at those that wait")
                    .register(registry);
            gauges.of("openbloctel.submissions.failed", () -> queue.depth().refused())
                    .description("Files refused within an hour because the work on them failed")
                    .register(registry);
            gauges.of("openbloctel.submissions.held", () -> held.depth().count())
                    .description("Files that are held")
                    .register(registry);
            gauges.of(
                            "openbloctel.submissions.held.oldest",
                            () -> held.depth()
                                    .oldest()
                                    .map(at -> Duration.between(at, clock.instant())
                                            .toSeconds())
                                    .orElse(0L))
                    .description("How long ago the oldest of them was received")
                    .baseUnit("seconds")
                    .register(registry);
        };
    }

    /** One step of erasure. */
    @FunctionalInterface
    private interface Step {
        int run() throws IOException;
    }

    /** All of them, one after the other; how much they erased together. */
    private static int all(Step... steps) {
        int erased = 0;
        for (Step step : steps) {
            try {
                erased += step.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return erased;
    }

    /** Lends the registry the module that reads and writes workbooks. Stateless. */
    @Component
    static final class XlsxWorkbooks implements Workbooks, Previews.Sheets {
        @Override
        public ScrubReport scrub(
                Path workbook,
                String name,
                OppositionList list,
                @Nullable Ruling ruling,
                LayoutOptions options,
                Function<Verdict, OutputStream> returned,
                Rows rows,
                Progress progress)
                throws IOException {
            return new WorkbookScrub(list, ruling, options, true).run(workbook, name, returned, rows::judged, progress);
        }

        /** A first look into workbooks, for the page of a submission. */
        @Override
        public List<List<String>> first(Path workbook, String name, LayoutOptions options) throws IOException {
            return WorkbookLook.rows(workbook, name, options, NumberingPlan.FRANCE);
        }
    }
}
