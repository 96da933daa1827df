package org.openbloctel.server.authority.inspection;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.openbloctel.server.accounts.credential.EmailSetting;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;
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

    /**
     * The first inspectors, and when the heads are told of many readings.
     *
     * @param heads the e-mail addresses of heads of inspectors, separated by commas
     * @param readingsADay complaints that one inspector opens in a day without a mail to the heads
     */
    @ConfigurationProperties("openbloctel.inspection")
    record InspectionSettings(
            String heads, @Between(min = 1, max = 1_000_000) int readingsADay) {
        private static final String HEADS = "openbloctel.inspection.heads";

        InspectionSettings {
            heads = requireNonNullElse(heads, "");
            EmailSetting.read(HEADS, heads);
        }

        /** The addresses, as they are compared. */
        Set<String> emails() {
            return EmailSetting.read(HEADS, heads);
        }
    }

    /**
     * The thresholds of the worklist of inspectors.
     *
     * @param many complaints about one caller or company
     * @param surge how many times the usual number a surge is
     * @param waitingDays how long a complaint may wait for its attribution
     */
    @ConfigurationProperties("openbloctel.inspection.worklist")
    record WorklistSettings(
            @Between(min = 2, max = 1_000_000) int many,
            @Between(min = 2, max = 1_000) int surge,
            @Between(min = 1, max = 1_000) int waitingDays) {
        Worklist.Limits limits() {
            return new Worklist.Limits(many, surge, Duration.ofDays(waitingDays));
        }
    }
}
