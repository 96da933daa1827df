package org.openbloctel.server.authority.inspection;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.authority.complaint.ComplaintSums;
import org.openbloctel.registry.authority.complaint.Worklist;
import org.openbloctel.registry.authority.inspection.InspectorAccount;
import org.openbloctel.registry.authority.inspection.InspectorDirectory;
import org.openbloctel.registry.authority.inspection.Inspectors;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.ReadingWatch;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Inspectors. */
@Configuration(proxyBeanMethods = false)
@Import({Inspectors.class, CompanyDirectory.class, ComplaintSums.class})
class InspectionConfiguration {
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

    @Bean
    Worklist worklist(Database database, WorklistSettings settings) {
        return new Worklist(database, settings.limits());
    }

    @Bean
    List<RecurringJob> readingsOfInspectors(
            Database database, InstantSource clock, AuditTrail audit, Outbox outbox, InspectionSettings settings) {
        InspectorDirectory inspectors = new InspectorDirectory(database);
        int limit = settings.readingsADay();
        ReadingWatch.Readings readings = new ReadingWatch.Readings("complaint.read", "complaint.readings-over", limit);
        ReadingWatch watch = new ReadingWatch(database, clock, audit, readings, (person, times) -> {
            String name = inspectors.find(person).map(InspectorAccount::name).orElse("—");
            Map<String, String> says =
                    Map.of("name", name, "readings", Long.toString(times), "limit", Integer.toString(limit));
            inspectors
                    .heads()
                    .forEach(head ->
                            outbox.put(new Outbox.Message(head.email(), head.locale(), "inspection/readings", says)));
        });
        return List.of(RecurringJob.every(BETWEEN_LOOKS, "inspection.readings", watch::look));
    }

    /** The demo has its own. */
    @Bean
    ApplicationRunner firstInspectors(Inspectors inspectors, InspectionSettings first, Settings settings) {
        return settings.demo() ? arguments -> {} : new FirstInspectors(inspectors, first.emails());
    }
}
