package org.openbloctel.server.authority.signal;

import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.call.OffHours;
import org.openbloctel.registry.casefile.CaseSignals;
import org.openbloctel.registry.casefile.CaseWorklist;
import org.openbloctel.registry.company.Mandates;
import org.openbloctel.registry.complaint.ComplaintCounts;
import org.openbloctel.registry.consent.Consents;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.evidence.ToldBefore;
import org.openbloctel.registry.lookup.LookupSums;
import org.openbloctel.registry.retention.Rules;
import org.openbloctel.registry.signal.Signals;
import org.openbloctel.registry.submission.CheckedDays;
import org.openbloctel.registry.vault.MasterKeys;
import org.openbloctel.server.jobs.RecurringJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Signals, found before the inspectors' day begins. */
@Configuration(proxyBeanMethods = false)
@Import({ToldBefore.class, CaseSignals.class})
class SignalConfiguration {
    @Bean
    Signals.Sources signalSources(
            Database database, OffHours calls, Mandates mandates, Consents consents, ToldBefore told) {
        return new Signals.Sources(
                new ComplaintCounts(database),
                new CheckedDays(database),
                new LookupSums(database),
                calls,
                mandates,
                consents,
                told);
    }

    @Bean
    Signals.Needs signalNeeds(
            Database database, InstantSource clock, AuditTrail audit, MasterKeys keys, CaseWorklist cases) {
        return new Signals.Needs(database, clock, audit, keys, cases::signalled);
    }

    @Bean
    Signals signals(Signals.Needs needs, Signals.Sources sources, SignalProperties properties) {
        return new Signals(needs, sources, properties.settings());
    }

    @Bean
    List<RecurringJob> signalJobs(Signals signals, OffHours calls) {
        return List.of(
                RecurringJob.daily(LocalTime.of(5, 10), "signal.detect", signals::detect),
                RecurringJob.erasingDaily(LocalTime.of(3, 36), Rules.SIGNALS, () -> signals.forget() + calls.forget()));
    }
}
