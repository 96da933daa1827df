package org.openbloctel.server.platform.security;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.registry.platform.security.SecurityLog;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The security log, its outlets, and the job that erases it. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(SecurityConfiguration.class);
    /** An outlet that is away fails each second. */
    private static final int TOLD_EVERY = 60;

    private int failures;

    @Bean
    SecurityLog securityLog(Database database, InstantSource clock, SecuritySettings security, Settings settings) {
        List<SecurityLog.Outlet> outlets = new ArrayList<>();
        Path file = security.logFile();
        if (file != null) {
            outlets.add(new EventFile(file));
        }
        URI syslog = security.checked(settings.environment()).syslog();
        if (syslog != null) {
            outlets.add(new Syslog(syslog));
        }
        return new SecurityLog(database, clock, outlets).start(this::failed);
    }

    private void failed(Exception fault) {
        if (failures++ % TOLD_EVERY == 0) {
            LOG.warn("The security log cannot be written; events wait and are tried again: {}", fault.getMessage());
        }
    }

    @Bean
    List<RecurringJob> securityJobs(SecurityLog log) {
        return List.of(RecurringJob.erasingDaily(LocalTime.of(3, 35), Rules.SECURITY_LOG, log::forget));
    }
}
