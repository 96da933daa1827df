package org.openbloctel.server.authority.evidence;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.evidence.Evidence;
import org.openbloctel.registry.filevault.Vault;
import org.openbloctel.registry.retention.Rules;
import org.openbloctel.registry.trace.LookupTraces;
import org.openbloctel.registry.trace.TraceKeeping;
import org.openbloctel.registry.trace.TraceSearch;
import org.openbloctel.registry.trace.Traces;
import org.openbloctel.registry.vault.MasterKeys;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Traces of checks, the jobs that keep them, and what is found in them. */
@Configuration(proxyBeanMethods = false)
@Import(Evidence.class)
class EvidenceConfiguration {
    private static final NumberingPlan PLAN = NumberingPlan.FRANCE;
    private static final Duration KEEP = Duration.ofMinutes(10);
    private static final LocalTime FORGET = LocalTime.of(3, 40);

    private final Database database;
    private final InstantSource clock;
    private final MasterKeys master;

    EvidenceConfiguration(Database database, InstantSource clock, MasterKeys master) {
        this.database = database;
        this.clock = clock;
        this.master = master;
    }

    @Bean
    Traces checkTraces(Vault vault) {
        return new Traces(database, clock, master, vault, PLAN);
    }

    @Bean
    LookupTraces lookupTraces() {
        return new LookupTraces(database, clock, master, PLAN);
    }

    @Bean
    TraceSearch traceSearch(Vault vault) {
        return new TraceSearch(database, master, vault, PLAN);
    }

    @Bean
    TraceKeeping traceKeeping(Vault vault) {
        return new TraceKeeping(database, clock, master, vault, PLAN);
    }

    @Bean
    List<RecurringJob> evidenceJobs(TraceKeeping keeping) {
        return List.of(
                RecurringJob.every(KEEP, "trace.keep", keeping::run),
                RecurringJob.erasingDaily(FORGET, Rules.TRACES, keeping::forget));
    }
}
