package org.openbloctel.registry.authority.signal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openbloctel.registry.authority.complaint.ComplaintCounts;
import org.openbloctel.registry.authority.evidence.ToldBefore;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.calls.consent.RecordedConsent;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/**
 * Companies whose check of a number was answered {@code OPPOSED}, and about whose later call its holder complains. A call that a consent
 * covers, claimed or given here, does not count. Each complaint is a search of the traces: the latest ones are compared.
 */
final class CallsAgainstTheList implements Detector {
    /** People in one night: with the traces of a whole country, each search reads 0.6 GB. */
    private static final int MAX_SEARCHED = 200;

    private final ComplaintCounts complaints;
    private final ToldBefore told;
    private final Consents consents;
    private final SignalSettings.Told settings;

    CallsAgainstTheList(ComplaintCounts complaints, ToldBefore told, Consents consents, SignalSettings.Told settings) {
        this.complaints = complaints;
        this.told = told;
        this.consents = consents;
        this.settings = settings;
    }

    @Override
    public Signal.Kind kind() {
        return Signal.Kind.TOLD_OPPOSED;
    }

    @Override
    public Map<String, Long> parameters() {
        return Detection.figures("people", settings.people(), "days", settings.days());
    }

    @Override
    public List<Detection> find(Instant now) {
        Map<UUID, Integer> companies = new LinkedHashMap<>();
        for (ToldBefore.Called call : told.opposed(latest(now))) {
            companies.merge(call.company(), 1, Integer::sum);
        }
        return companies.entrySet().stream()
                .filter(one -> one.getValue() >= settings.people())
                .sorted(Comparator.comparingInt(one -> -one.getValue()))
                .map(one -> Detection.about(one.getKey(), Detection.figures("people", one.getValue())))
                .toList();
    }

    /** The latest complaint of each person about a company, without the calls that a consent covers. */
    private List<ToldBefore.Called> latest(Instant now) {
        List<ComplaintCounts.Attributed> attributed = complaints
                .attributed(LegalCalendar.daysBefore(now, settings.days()))
                .reversed();
        Map<Consents.Pair, ComplaintCounts.Attributed> people = new LinkedHashMap<>();
        for (ComplaintCounts.Attributed one : attributed) {
            if (people.size() < MAX_SEARCHED) {
                people.putIfAbsent(new Consents.Pair(one.company(), one.number()), one);
            }
        }
        List<Consents.Pair> pairs = List.copyOf(people.keySet());
        List<List<RecordedConsent>> claimed = consents.of(pairs);
        List<ToldBefore.Called> calls = new ArrayList<>();
        int place = 0;
        for (ComplaintCounts.Attributed one : people.values()) {
            if (claimed.get(place++).stream().noneMatch(consent -> consent.covers(one.lastCall()))) {
                calls.add(new ToldBefore.Called(one.company(), one.number(), one.lastCall()));
            }
        }
        return calls;
    }
}
