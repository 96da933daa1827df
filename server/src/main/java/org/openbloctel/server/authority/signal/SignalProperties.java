package org.openbloctel.server.authority.signal;

import org.openbloctel.registry.authority.signal.SignalSettings;
import org.openbloctel.server.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;

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
