package org.openbloctel.server.authority.signal;

import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import org.openbloctel.registry.authority.casefile.CaseSignals;
import org.openbloctel.registry.authority.casefile.CaseWorklist;
import org.openbloctel.registry.authority.complaint.ComplaintCounts;
import org.openbloctel.registry.authority.evidence.ToldBefore;
import org.openbloctel.registry.authority.signal.SignalSettings;
import org.openbloctel.registry.authority.signal.Signals;
import org.openbloctel.registry.calls.call.OffHours;
import org.openbloctel.registry.list.lookup.LookupSums;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Signals, found before the inspectors' day begins. */
@Configuration(proxyBeanMethods = false)
@Import({ToldBefore.class, CaseSignals.class, ComplaintCounts.class, LookupSums.class, Signals.Sources.class})
class SignalConfiguration {
    @Bean
    Signals signals(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            MasterKeys keys,
            CaseWorklist cases,
            Signals.Sources sources,
            SignalProperties properties) {
        Signals.Needs needs = new Signals.Needs(database, clock, audit, keys, cases::signalled);
        return new Signals(needs, sources, properties.settings());
    }

    @Bean
    List<RecurringJob> signalJobs(Signals signals, OffHours calls) {
        return List.of(
                RecurringJob.daily(LocalTime.of(5, 10), "signal.detect", signals::detect),
                RecurringJob.erasingDaily(LocalTime.of(3, 36), Rules.SIGNALS, () -> signals.forget() + calls.forget()));
    }

    /** The thresholds of the detectors, as the settings file names them. */
    @ConfigurationProperties("openbloctel.signals")
    record SignalProperties(
            @Between(min = 1, max = 999_999) int uncheckedPeople,
            @Between(min = 1, max = 1_000) int uncheckedDays,
            @Between(min = 0, max = 1_000) int uncheckedCheckDays,
            @Between(min = 2, max = 999_999) int surgePeople,
            @Between(min = 1, max = 1_000) int surgeDays,
            @Between(min = 1, max = 999_999) int toldPeople,
            @Between(min = 1, max = 1_000) int toldDays,
            @Between(min = 1, max = 999_999_999) int hitRateNumbers,
            @Between(min = 1, max = 1_000) int hitRateDays,
            @Between(min = 2, max = 1_000) int hitRateTimes,
            @Between(min = 1, max = 999_999_999) int offHoursCalls,
            @Between(min = 1, max = 30) int offHoursDays,
            @Between(min = 0, max = 100) int offHoursPercent,
            @Between(min = 2, max = 999_999) int spreadPrincipals,
            @Between(min = 1, max = 1_000) int spreadDays,
            @Between(min = 1, max = 999_999) int consentsPeople,
            @Between(min = 1, max = 1_000) int consentsDays,
            @Between(min = 0, max = 1_000) int quietDays) {
        SignalSettings settings() {
            return new SignalSettings(
                    new SignalSettings.Unchecked(uncheckedPeople, uncheckedDays, uncheckedCheckDays),
                    new SignalSettings.Surge(surgePeople, surgeDays),
                    new SignalSettings.Told(toldPeople, toldDays),
                    new SignalSettings.HitRate(hitRateNumbers, hitRateDays, hitRateTimes),
                    new SignalSettings.OffHours(offHoursCalls, offHoursDays, offHoursPercent),
                    new SignalSettings.Spread(spreadPrincipals, spreadDays),
                    new SignalSettings.Consents(consentsPeople, consentsDays),
                    quietDays);
        }
    }
}
