package org.openbloctel.server.callfiles.submission;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.openbloctel.registry.callfiles.scrubbing.GuardGate;
import org.openbloctel.registry.callfiles.scrubbing.HeldFiles;
import org.openbloctel.registry.callfiles.submission.HoldMails;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.metrics.DatabaseGauges;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Files that are held: what holds them, who is told, the job that ends holds, the metrics. */
@Configuration(proxyBeanMethods = false)
@Import({GuardGate.class, HoldMails.class, HeldFiles.class})
class HoldConfiguration {
    private static final Duration LOOK = Duration.ofMinutes(1);

    @Bean
    List<RecurringJob> holdJobs(HeldFiles held) {
        return List.of(
                // What is tried again is taken by the worker, which looks every other second.
                RecurringJob.every(LOOK, "submission.end-holds", held::retry),
                // By the day, and never taken back.
                RecurringJob.every(LOOK, "submission.expire-holds", held::expire)
                        .waiting());
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
