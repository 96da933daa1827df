package org.openbloctel.registry.authority.signal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.authority.complaint.ComplaintCounts;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/** Agents that act for several principals about whom people complain. */
final class SpreadAgents implements Detector {
    private final ComplaintCounts complaints;
    private final Mandates mandates;
    private final SignalSettings.Spread settings;

    SpreadAgents(ComplaintCounts complaints, Mandates mandates, SignalSettings.Spread settings) {
        this.complaints = complaints;
        this.mandates = mandates;
        this.settings = settings;
    }

    @Override
    public Signal.Kind kind() {
        return Signal.Kind.SPREAD;
    }

    @Override
    public Map<String, Long> parameters() {
        return Detection.figures("principals", settings.principals(), "days", settings.days());
    }

    @Override
    public List<Detection> find(Instant now) {
        List<ComplaintCounts.OfCompany> companies =
                complaints.companies(LegalCalendar.daysBefore(now, settings.days()), 1);
        return mandates
                .spreads(
                        companies.stream()
                                .map(ComplaintCounts.OfCompany::company)
                                .toList(),
                        settings.principals())
                .stream()
                .map(one -> Detection.about(
                        one.agent(), Detection.figures("principals", one.asked(), "all-principals", one.all())))
                .toList();
    }
}
