package org.openbloctel.server.platform.session;

import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.registry.platform.session.Sessions;
import org.openbloctel.server.platform.access.OwnCookies;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** Sessions of browsers, and the job that erases those that are over. */
@Configuration(proxyBeanMethods = false)
@Import(Sessions.class)
class SessionConfiguration {
    /** In front of all filters that use a session. */
    @Bean
    FilterRegistrationBean<SessionFilter> sessionFilter(Sessions sessions, InstantSource clock, OwnCookies cookies) {
        SessionFilter filter = new SessionFilter(new SessionStore(sessions, clock), new SessionCookie(cookies));
        FilterRegistrationBean<SessionFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        return registration;
    }

    @Bean
    List<RecurringJob> sessionJobs(Sessions sessions) {
        return List.of(RecurringJob.erasingEvery(Duration.ofHours(1), Rules.SESSIONS, sessions::forget));
    }
}
