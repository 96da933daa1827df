package org.openbloctel.server.calls.call;

import java.time.Duration;
import java.time.InstantSource;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.calls.call.CallFigures;
import org.openbloctel.registry.calls.call.CallLog;
import org.openbloctel.registry.calls.call.CallReports;
import org.openbloctel.registry.calls.call.OffHours;
import org.openbloctel.registry.calls.call.RefusalList;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.campaign.TestCampaigns;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Calls that were made, and who refused. */
@Configuration(proxyBeanMethods = false)
class CallConfiguration {
    private static final Duration ADDED_UP_EVERY = Duration.ofMinutes(1);

    @Bean
    CallLog callLog(Database database, InstantSource clock, MasterKeys keys, LawBook law, CallSettings settings) {
        return new CallLog(database, clock, keys, law.countedDays(), settings.forPreviousRelease());
    }

    @Bean
    OffHours offHours(Database database, CallLog log, LawBook law, InstantSource clock) {
        return new OffHours(database, log, law, clock);
    }

    @Bean
    CallReports callReports(
            Campaigns campaigns, TestCampaigns tests, CallLog log, OffHours offHours, InstantSource clock) {
        return new CallReports(campaigns, tests, log, offHours, clock);
    }

    @Bean
    CallFigures callFigures(Database database) {
        return new CallFigures(database);
    }

    @Bean
    RecurringJob addUpCalls(CallFigures figures) {
        return RecurringJob.every(ADDED_UP_EVERY, "call.add-up", figures::addUp);
    }

    @Bean
    RefusalList refusalList(Database database, InstantSource clock, AuditTrail audit, MasterKeys keys) {
        return new RefusalList(database, clock, audit, keys);
    }
}
