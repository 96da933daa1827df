package org.openbloctel.server.complaint;

import java.time.InstantSource;
import java.time.LocalTime;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.complaint.ComplaintFigures;
import org.openbloctel.registry.complaint.Complaints;
import org.openbloctel.registry.complaint.InspectorDesk;
import org.openbloctel.registry.consumer.ConsumerSettings;
import org.openbloctel.registry.consumer.Consumers;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.outbox.Outbox;
import org.openbloctel.registry.retention.Rules;
import org.openbloctel.registry.vault.MasterKeys;
import org.openbloctel.server.jobs.RecurringJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Complaints. */
@Configuration(proxyBeanMethods = false)
class ComplaintConfiguration {
    @Bean
    Complaints.Needs complaintNeeds(
            Database database, InstantSource clock, AuditTrail audit, Outbox outbox, Consumers consumers) {
        return new Complaints.Needs(database, clock, audit, outbox, consumers);
    }

    @Bean
    Complaints complaints(Complaints.Needs needs, MasterKeys keys, LawBook law, ConsumerSettings settings) {
        return new Complaints(needs, keys, law, settings.portal());
    }

    @Bean
    InspectorDesk inspectorDesk(Complaints.Needs needs, MasterKeys keys, ConsumerSettings settings) {
        return new InspectorDesk(needs, keys, settings.portal());
    }

    @Bean
    ComplaintFigures complaintFigures(Database database) {
        return new ComplaintFigures(database);
    }

    @Bean
    RecurringJob complaintForgetting(Complaints complaints) {
        return RecurringJob.erasingDaily(LocalTime.of(3, 28), Rules.COMPLAINTS, complaints::forget);
    }
}
