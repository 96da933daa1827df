package org.openbloctel.server.authority.evidence;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.authority.evidence.Evidence;
import org.openbloctel.registry.list.trace.LookupTraces;
import org.openbloctel.registry.list.trace.TraceKeeping;
import org.openbloctel.registry.list.trace.TraceSearch;
import org.openbloctel.registry.list.trace.Traces;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Traces of checks, the jobs that keep them, and what is found in them. */
@Configuration(proxyBeanMethods = false)
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
    Evidence evidence(LawBook law, InspectorDesk desk, TraceSearch traces) {
        return new Evidence(database, master, law, desk, traces);
    }

    @Bean
    TraceKeeping traceKeeping(Vault vault) {
        return new TraceKeeping(database, clock, master, vault, PLAN);
    }

    @Bean
    RecurringJob keepTraces(TraceKeeping keeping) {
        return RecurringJob.every(KEEP, "trace.keep", keeping::run);
    }

    @Bean
    RecurringJob forgetTraces(TraceKeeping keeping) {
        return RecurringJob.erasingDaily(FORGET, Rules.TRACES, keeping::forget);
    }
}
