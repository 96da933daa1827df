package org.openbloctel.server.authority.evidence;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.openbloctel.registry.authority.evidence.Evidence;
import org.openbloctel.registry.list.trace.LookupTraces;
import org.openbloctel.registry.list.trace.TraceKeeping;
import org.openbloctel.registry.list.trace.TraceSearch;
import org.openbloctel.registry.list.trace.Traces;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Traces of checks, the jobs that keep them, and what is found in them. */
@Configuration(proxyBeanMethods = false)
@Import({Evidence.class, Traces.class, LookupTraces.class, TraceSearch.class, TraceKeeping.class})
class EvidenceConfiguration {
    private static final Duration KEEP = Duration.ofMinutes(10);
    private static final LocalTime FORGET = LocalTime.of(3, 40);

    @Bean
    NumberingPlan plan() {
        return NumberingPlan.FRANCE;
    }

    @Bean
    List<RecurringJob> evidenceJobs(TraceKeeping keeping) {
        return List.of(
                RecurringJob.every(KEEP, "trace.keep", keeping::run),
                RecurringJob.erasingDaily(FORGET, Rules.TRACES, keeping::forget));
    }
}
