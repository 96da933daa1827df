package org.openbloctel.server.calls.call;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.calls.call.CallFigures;
import org.openbloctel.registry.calls.call.CallLog;
import org.openbloctel.registry.calls.call.CallReports;
import org.openbloctel.registry.calls.call.OffHours;
import org.openbloctel.registry.calls.call.RefusalList;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Calls that were made, and who refused. */
@Configuration(proxyBeanMethods = false)
@Import({OffHours.class, CallReports.class, CallFigures.class, RefusalList.class})
class CallConfiguration {
    private static final Duration ADDED_UP_EVERY = Duration.ofMinutes(1);

    @Bean
    CallLog callLog(Database database, InstantSource clock, MasterKeys keys, LawBook law, CallSettings settings) {
        Boolean rows = settings.forPreviousRelease();
        return new CallLog(database, clock, keys, law.countedDays(), rows == null ? database.hadReleaseBefore() : rows);
    }

    @Bean
    List<RecurringJob> callJobs(CallFigures figures) {
        return List.of(RecurringJob.every(ADDED_UP_EVERY, "call.add-up", figures::addUp));
    }

    /** Whether calls are also written as rows, for servers of the release before; null where the database decides. */
    @ConfigurationProperties("openbloctel.calls")
    record CallSettings(@Nullable Boolean forPreviousRelease) {}
}
