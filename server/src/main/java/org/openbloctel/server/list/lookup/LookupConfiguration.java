package org.openbloctel.server.list.lookup;

import org.openbloctel.server.platform.programs.QueryNames.OwnQuery;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The routes of look-ups, which take no query. */
@Configuration(proxyBeanMethods = false)
class LookupConfiguration {
    @Bean
    OwnQuery.Refused checksQuery() {
        return new OwnQuery.Refused(Checks.PATH);
    }

    @Bean
    OwnQuery.Refused dialQuery() {
        return new OwnQuery.Refused(Dials.PATH);
    }
}
