package org.openbloctel.server.inspection;

import java.time.InstantSource;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.company.CompanyDirectory;
import org.openbloctel.registry.complaint.ComplaintSums;
import org.openbloctel.registry.complaint.Worklist;
import org.openbloctel.registry.credential.Credentials;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.inspection.Inspectors;
import org.openbloctel.registry.outbox.Outbox;
import org.openbloctel.server.settings.Settings;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Inspectors. */
@Configuration(proxyBeanMethods = false)
class InspectionConfiguration {
    @Bean
    Inspectors inspectors(
            Database database, InstantSource clock, AuditTrail audit, Credentials credentials, Outbox outbox) {
        return new Inspectors(database, clock, audit, credentials, outbox);
    }

    @Bean
    CompanyDirectory companyDirectory(Database database) {
        return new CompanyDirectory(database);
    }

    @Bean
    ComplaintSums complaintSums(Database database) {
        return new ComplaintSums(database);
    }

    @Bean
    Worklist worklist(Database database, WorklistSettings settings) {
        return new Worklist(database, settings.limits());
    }

    /** The demo has its own. */
    @Bean
    ApplicationRunner firstInspectors(Inspectors inspectors, InspectionSettings first, Settings settings) {
        return settings.demo() ? arguments -> {} : new FirstInspectors(inspectors, first.emails());
    }
}
