package org.openbloctel.server.service.incident;

import java.time.InstantSource;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.service.incident.IncidentBoard;
import org.openbloctel.registry.service.incident.Incidents;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Incidents. */
@Configuration(proxyBeanMethods = false)
@Import(Incidents.class)
class IncidentConfiguration {
    /** {@code @incidentBoard} in templates. */
    @Bean
    IncidentBoard incidentBoard(Database database, InstantSource clock) {
        return new IncidentBoard(database, clock);
    }
}
