package org.openbloctel.server.authority.complaint;

import java.time.LocalTime;
import java.util.List;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.complaint.ComplaintFigures;
import org.openbloctel.registry.complaint.Complaints;
import org.openbloctel.registry.complaint.InspectorDesk;
import org.openbloctel.registry.consumer.ConsumerSettings;
import org.openbloctel.registry.retention.Rules;
import org.openbloctel.registry.vault.MasterKeys;
import org.openbloctel.server.jobs.RecurringJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Complaints. */
@Configuration(proxyBeanMethods = false)
@Import({Complaints.Needs.class, ComplaintFigures.class})
class ComplaintConfiguration {
    @Bean
    Complaints complaints(Complaints.Needs needs, MasterKeys keys, LawBook law, ConsumerSettings settings) {
        return new Complaints(needs, keys, law, settings.portal());
    }

    @Bean
    InspectorDesk inspectorDesk(Complaints.Needs needs, MasterKeys keys, ConsumerSettings settings) {
        return new InspectorDesk(needs, keys, settings.portal());
    }

    @Bean
    List<RecurringJob> complaintJobs(Complaints complaints) {
        return List.of(RecurringJob.erasingDaily(LocalTime.of(3, 28), Rules.COMPLAINTS, complaints::forget));
    }
}
