package org.openbloctel.server.service.incident;

import java.time.InstantSource;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.service.incident.IncidentBoard;
import org.openbloctel.registry.service.incident.Incidents;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Incidents. */
@Configuration(proxyBeanMethods = false)
class IncidentConfiguration {
    @Bean
    IncidentBoard incidentBoard(Database database, InstantSource clock) {
        return new IncidentBoard(database, clock);
    }

    @Bean
    Incidents incidents(Database database, InstantSource clock, AuditTrail audit, IncidentBoard board) {
        return new Incidents(database, clock, audit, board);
    }
}
