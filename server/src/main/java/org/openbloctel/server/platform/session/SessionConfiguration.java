package org.openbloctel.server.platform.session;

import java.time.Duration;
import java.util.List;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.registry.platform.session.Sessions;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Sessions of browsers, and the job that erases those that are over. */
@Configuration(proxyBeanMethods = false)
@Import({Sessions.class, SessionStore.class, SessionCookie.class})
class SessionConfiguration {
    @Bean
    List<RecurringJob> sessionJobs(Sessions sessions) {
        return List.of(RecurringJob.erasingEvery(Duration.ofHours(1), Rules.SESSIONS, sessions::forget));
    }
}
