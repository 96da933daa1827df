package org.openbloctel.server.service.site;

import java.time.InstantSource;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.figures.ServiceMinutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The minutes in which the service was well. */
@Configuration(proxyBeanMethods = false)
class SiteConfiguration {
    @Bean
    ServiceMinutes serviceMinutes(Database database, InstantSource clock) {
        return new ServiceMinutes(database, clock);
    }
}
