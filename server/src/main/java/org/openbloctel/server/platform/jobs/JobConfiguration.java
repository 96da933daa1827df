package org.openbloctel.server.platform.jobs;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.openbloctel.registry.platform.retention.ErasureGate;
import org.openbloctel.registry.platform.retention.ErasureRuns;
import org.openbloctel.registry.platform.retention.ErasureStops;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.server.platform.metrics.DatabaseGauges;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The queue, which features put work into, and the runner, which knows all jobs that features offer. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {
    private final DataSource accounts;

    JobConfiguration(@Qualifier("accounts") DataSource accounts) {
        this.accounts = accounts;
    }

    @Bean
    JobRunner jobRunner(
            Settings settings,
            JobQueue queue,
            ErasureGate gate,
            ObjectProvider<List<RecurringJob>> recurring,
            ObjectProvider<OneOffJob> oneOff) {
        JobRunner.Jobs jobs = new JobRunner.Jobs(
                recurring.stream()
                        .flatMap(List::stream)
                        .map(job -> job.gated(gate))
                        .toList(),
                oneOff.stream().toList());
        return new JobRunner(accounts, settings.jobThreads(), queue, jobs);
    }

    @Bean
    MeterBinder jobMeters(
            JobRunner runner, ErasureRuns runs, ErasureStops stops, InstantSource clock, DatabaseGauges gauges) {
        return registry -> {
            gauges.of("openbloctel.jobs.failing", () -> runner.failing().size())
                    .description("Kinds of jobs that fail again and again")
                    .register(registry);
            gauges.of(
                            "openbloctel.erasures.failing",
                            () -> runs.standing(Rules.jobs()).failing())
                    .description("Erasing jobs whose last run failed")
                    .register(registry);
            gauges.of("openbloctel.erasures.stopped", () -> stops.waiting().size())
                    .description("Jobs that erase nothing until the clock or the amount is known to be right")
                    .register(registry);
            gauges.of(
                            "openbloctel.erasures.oldest",
                            () -> runs.standing(Rules.jobs())
                                    .oldest()
                                    .map(at -> Duration.between(at, clock.instant())
                                            .toSeconds())
                                    .orElse(0L))
                    .description("How long ago the erasing job ran that has not run for longest")
                    .baseUnit("seconds")
                    .register(registry);
        };
    }
}
