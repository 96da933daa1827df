package org.openbloctel.server.inspection;

import java.time.InstantSource;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.credential.Credentials;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.inspection.Inspectors;
import org.openbloctel.server.settings.Settings;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Inspectors. */
@Configuration(proxyBeanMethods = false)
class InspectionConfiguration {
    @Bean
    Inspectors inspectors(Database database, InstantSource clock, AuditTrail audit, Credentials credentials) {
        return new Inspectors(database, clock, audit, credentials);
    }

    /** The demo has its own. */
    @Bean
    ApplicationRunner firstInspectors(Inspectors inspectors, InspectionSettings first, Settings settings) {
        return settings.demo() ? arguments -> {} : new FirstInspectors(inspectors, first.emails());
    }
}
