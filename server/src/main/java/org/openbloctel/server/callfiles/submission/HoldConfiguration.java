package org.openbloctel.server.callfiles.submission;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import org.openbloctel.registry.accounts.company.CompanyAlarms;
import org.openbloctel.registry.callfiles.scrubbing.Gate;
import org.openbloctel.registry.callfiles.scrubbing.GuardGate;
import org.openbloctel.registry.callfiles.scrubbing.HeldFiles;
import org.openbloctel.registry.callfiles.scrubbing.Hold;
import org.openbloctel.registry.callfiles.submission.HoldMails;
import org.openbloctel.registry.list.guard.Guard;
import org.openbloctel.registry.list.guard.Provenance;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.event.Events;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.metrics.DatabaseGauges;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Files that are held: what holds them, who is told, the job that ends holds, the metrics. */
@Configuration(proxyBeanMethods = false)
class HoldConfiguration {
    private static final Duration LOOK = Duration.ofMinutes(1);

    @Bean
    Gate holdGate(Guard guard) {
        return new GuardGate(guard);
    }

    @Bean
    Hold.Alarm holdAlarm(CompanyAlarms mails) {
        return new HoldMails(mails);
    }

    @Bean
    HeldFiles heldFiles(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Events events,
            Gate gate,
            Provenance.Alarm provenances) {
        return new HeldFiles(database, clock, audit, events, gate, provenances);
    }

    /** What is tried again is taken by the worker, which looks every other second. */
    @Bean
    RecurringJob endHolds(HeldFiles held) {
        return RecurringJob.every(LOOK, "submission.end-holds", held::retry);
    }

    /** By the day, and never taken back. */
    @Bean
    RecurringJob expireHolds(HeldFiles held) {
        return RecurringJob.every(LOOK, "submission.expire-holds", held::expire).waiting();
    }

    @Bean
    MeterBinder holdMeters(HeldFiles held, InstantSource clock, DatabaseGauges gauges) {
        return registry -> {
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
}
