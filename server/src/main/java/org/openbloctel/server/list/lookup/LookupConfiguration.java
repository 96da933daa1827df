package org.openbloctel.server.list.lookup;

import java.util.List;
import java.util.Map;
import org.openbloctel.server.platform.programs.QueryNames.OwnQueries;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The routes of look-ups, which take no query. */
@Configuration(proxyBeanMethods = false)
class LookupConfiguration {
    @Bean
    OwnQueries lookupQueries() {
        return new OwnQueries(Map.of(), List.of(Checks.PATH, Dials.PATH));
    }
}
