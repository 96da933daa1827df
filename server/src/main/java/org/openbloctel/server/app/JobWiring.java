package org.openbloctel.server.app;

import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.openbloctel.server.jobs.JobQueue;
import org.openbloctel.server.jobs.JobRunner;
import org.openbloctel.server.jobs.OneOffJob;
import org.openbloctel.server.jobs.RecurringJob;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The queue, which features put work into, and the runner, which knows all jobs that features offer. */
@Configuration(proxyBeanMethods = false)
class JobWiring {
    @Bean
    JobQueue jobQueue(@Qualifier("accounts") DataSource accounts, InstantSource clock) {
        return new JobQueue(accounts, clock);
    }

    @Bean
    JobRunner jobRunner(
            @Qualifier("accounts") DataSource accounts,
            Settings settings,
            JobQueue queue,
            List<RecurringJob> recurring,
            List<OneOffJob> oneOff) {
        return new JobRunner(accounts, settings.jobThreads(), queue, recurring, oneOff);
    }
}
