package org.openbloctel.registry.authority.signal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.openbloctel.registry.calls.call.OffHours;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/** Companies that report many calls outside the hours of the law: so many, and so many of a hundred that they report. */
final class CallsOffHours implements Detector {
    private static final int HUNDRED = 100;

    private final OffHours calls;
    private final SignalSettings.OffHours settings;

    CallsOffHours(OffHours calls, SignalSettings.OffHours settings) {
        this.calls = calls;
        this.settings = settings;
    }

    @Override
    public Signal.Kind kind() {
        return Signal.Kind.OFF_HOURS;
    }

    @Override
    public Map<String, Long> parameters() {
        return Detection.figures("calls", settings.calls(), "days", settings.days(), "percent", settings.percent());
    }

    @Override
    public List<Detection> find(Instant now) {
        return calls.agents(LegalCalendar.dayOf(now).minusDays(settings.days()), settings.calls()).stream()
                .filter(one -> one.offHours() * HUNDRED >= one.calls() * settings.percent())
                .map(one -> Detection.about(
                        one.agent(), Detection.figures("off-hours", one.offHours(), "calls", one.calls())))
                .toList();
    }
}
