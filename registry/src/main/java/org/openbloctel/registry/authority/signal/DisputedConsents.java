package org.openbloctel.registry.authority.signal;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.authority.complaint.ComplaintCounts;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.calls.consent.RecordedConsent;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/** Companies that claim the consent of several people who complain about their calls. A consent that the person confirmed does not count. */
final class DisputedConsents implements Detector {
    private final ComplaintCounts complaints;
    private final Consents consents;
    private final SignalSettings.Consents settings;

    DisputedConsents(ComplaintCounts complaints, Consents consents, SignalSettings.Consents settings) {
        this.complaints = complaints;
        this.consents = consents;
        this.settings = settings;
    }

    @Override
    public Signal.Kind kind() {
        return Signal.Kind.DISPUTED_CONSENTS;
    }

    @Override
    public Map<String, Long> parameters() {
        return Detection.figures("people", settings.people(), "days", settings.days());
    }

    /** The people of one company: those with a claimed consent, and those of them who say that they had not agreed. */
    private record People(Set<Long> all, Set<Long> denied) {
        People() {
            this(new HashSet<>(), new HashSet<>());
        }
    }

    @Override
    public List<Detection> find(Instant now) {
        List<ComplaintCounts.Attributed> attributed =
                complaints.attributed(LegalCalendar.daysBefore(now, settings.days()));
        List<List<RecordedConsent>> claimed = consents.of(attributed.stream()
                .map(one -> new Consents.Pair(one.company(), one.number()))
                .toList());
        Map<UUID, People> companies = new LinkedHashMap<>();
        for (int i = 0; i < attributed.size(); i++) {
            ComplaintCounts.Attributed one = attributed.get(i);
            if (claimed.get(i).stream().anyMatch(consent -> !consent.confirmed() && consent.covers(one.lastCall()))) {
                People people = companies.computeIfAbsent(one.company(), any -> new People());
                people.all().add(one.number());
                if (one.denied()) {
                    people.denied().add(one.number());
                }
            }
        }
        return companies.entrySet().stream()
                .filter(one -> one.getValue().all().size() >= settings.people())
                .sorted(Comparator.comparingInt(one -> -one.getValue().all().size()))
                .map(one -> Detection.about(
                        one.getKey(),
                        Detection.figures(
                                "people",
                                one.getValue().all().size(),
                                "denied",
                                one.getValue().denied().size())))
                .toList();
    }
}
