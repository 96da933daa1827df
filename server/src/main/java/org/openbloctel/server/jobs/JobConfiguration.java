package org.openbloctel.server.jobs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import javax.sql.DataSource;
import org.openbloctel.registry.retention.ErasureRuns;
import org.openbloctel.server.settings.Settings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The queue, which features put work into, and the runner, which knows all jobs that features offer. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {
    @Bean
    JobQueue jobQueue(@Qualifier("accounts") DataSource accounts) {
        return new JobQueue(accounts);
    }

    @Bean
    JobRunner jobRunner(
            @Qualifier("accounts") DataSource accounts,
            Settings settings,
            JobQueue queue,
            ErasureRuns runs,
            ObjectProvider<RecurringJob> recurring,
            ObjectProvider<OneOffJob> oneOff) {
        return new JobRunner(
                accounts,
                settings.jobThreads(),
                queue,
                recurring.stream().map(job -> job.recorded(runs::record)).toList(),
                oneOff.stream().toList());
    }

    @Bean
    JobsHealth jobsHealthIndicator(JobRunner runner) {
        return new JobsHealth(runner);
    }

    @Bean
    MeterBinder jobMeters(JobRunner runner) {
        return registry -> Gauge.builder(
                        "openbloctel.jobs.failing", () -> runner.failing().size())
                .description("Kinds of jobs that fail again and again")
                .register(registry);
    }
}
