package org.openbloctel.server.authority.signal;

import java.time.InstantSource;
import java.time.LocalTime;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.authority.casefile.CaseRegister;
import org.openbloctel.registry.authority.casefile.CaseSignals;
import org.openbloctel.registry.authority.casefile.CaseWorklist;
import org.openbloctel.registry.authority.complaint.ComplaintCounts;
import org.openbloctel.registry.authority.evidence.ToldBefore;
import org.openbloctel.registry.authority.signal.Signals;
import org.openbloctel.registry.callfiles.submission.CheckedDays;
import org.openbloctel.registry.calls.call.OffHours;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.list.lookup.LookupSums;
import org.openbloctel.registry.list.trace.TraceSearch;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Signals, found before the inspectors' day begins. */
@Configuration(proxyBeanMethods = false)
class SignalConfiguration {
    @Bean
    ToldBefore toldBefore(TraceSearch traces, AuditTrail audit) {
        return new ToldBefore(traces, audit);
    }

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
    CaseSignals caseSignals(CaseRegister register, Signals signals) {
        return new CaseSignals(register, signals);
    }

    @Bean
    RecurringJob detectSignals(Signals signals) {
        return RecurringJob.daily(LocalTime.of(5, 10), "signal.detect", signals::detect);
    }

    @Bean
    RecurringJob forgetSignals(Signals signals, OffHours calls) {
        return RecurringJob.erasingDaily(LocalTime.of(3, 36), Rules.SIGNALS, () -> signals.forget() + calls.forget());
    }
}
