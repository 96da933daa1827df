package org.openbloctel.server.list.lookup;

import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.web.HttpSettings;
import org.openbloctel.server.platform.web.OwnQuery;
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

    @Bean
    LookupSettings lookupSettings(LookupProperties given, Settings settings, HttpSettings http) {
        return LookupSettings.of(given, settings, http);
    }
}
