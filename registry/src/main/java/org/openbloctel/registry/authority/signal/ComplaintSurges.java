package org.openbloctel.registry.authority.signal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.openbloctel.registry.authority.complaint.ComplaintCounts;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/** Calling numbers about which several people complain within some days. One person who complains often counts once. */
final class ComplaintSurges implements Detector {
    private final ComplaintCounts complaints;
    private final SignalSettings.Surge settings;

    ComplaintSurges(ComplaintCounts complaints, SignalSettings.Surge settings) {
        this.complaints = complaints;
        this.settings = settings;
    }

    @Override
    public Signal.Kind kind() {
        return Signal.Kind.SURGE;
    }

    @Override
    public Map<String, Long> parameters() {
        return Detection.figures("people", settings.people(), "days", settings.days());
    }

    @Override
    public List<Detection> find(Instant now) {
        return complaints.callers(LegalCalendar.daysBefore(now, settings.days()), settings.people()).stream()
                .map(one -> Detection.about(
                        one.caller(), Detection.figures("people", one.people(), "complaints", one.complaints())))
                .toList();
    }
}
