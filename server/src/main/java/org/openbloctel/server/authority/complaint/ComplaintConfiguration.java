package org.openbloctel.server.authority.complaint;

import java.time.InstantSource;
import java.time.LocalTime;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.accounts.consumer.ConsumerSettings;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.authority.complaint.ComplaintFigures;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.jobs.RecurringJob;
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
