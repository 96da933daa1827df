package org.openbloctel.server.authority.complaint;

import java.time.LocalTime;
import java.util.List;
import org.openbloctel.registry.authority.complaint.ComplaintFigures;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Complaints. */
@Configuration(proxyBeanMethods = false)
@Import({Complaints.Needs.class, ComplaintFigures.class, Complaints.class, InspectorDesk.class})
class ComplaintConfiguration {
    @Bean
    List<RecurringJob> complaintJobs(Complaints complaints) {
        return List.of(RecurringJob.erasingDaily(LocalTime.of(3, 28), Rules.COMPLAINTS, complaints::forget));
    }
}
