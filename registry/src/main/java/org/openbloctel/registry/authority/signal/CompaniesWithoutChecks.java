package org.openbloctel.registry.authority.signal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.authority.complaint.ComplaintCounts;
import org.openbloctel.registry.callfiles.submission.CheckedDays;
import org.openbloctel.registry.list.lookup.LookupSums;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/**
 * Companies about which people complain, and that had no number checked, neither in a file nor one by one, by itself or an agent. The
 * period of all begins some days before the earliest call of these complaints: one that had a number checked since is not named.
 */
final class CompaniesWithoutChecks implements Detector {
    private final ComplaintCounts complaints;
    private final CheckedDays files;
    private final LookupSums lookups;
    private final SignalSettings.Unchecked settings;

    CompaniesWithoutChecks(
            ComplaintCounts complaints, CheckedDays files, LookupSums lookups, SignalSettings.Unchecked settings) {
        this.complaints = complaints;
        this.files = files;
        this.lookups = lookups;
        this.settings = settings;
    }

    @Override
    public Signal.Kind kind() {
        return Signal.Kind.UNCHECKED;
    }

    @Override
    public Map<String, Long> parameters() {
        return Detection.figures(
                "people", settings.people(), "days", settings.days(), "check-days", settings.checkDays());
    }

    @Override
    public List<Detection> find(Instant now) {
        List<ComplaintCounts.OfCompany> companies =
                complaints.companies(LegalCalendar.daysBefore(now, settings.days()), settings.people());
        if (companies.isEmpty()) {
            return List.of();
        }
        LocalDate from = companies.stream()
                .map(one -> LegalCalendar.dayOf(one.firstCall()))
                .min(LocalDate::compareTo)
                .orElseThrow()
                .minusDays(settings.checkDays());
        List<UUID> ids =
                companies.stream().map(ComplaintCounts.OfCompany::company).toList();
        Set<UUID> checked = new HashSet<>(files.checkedSince(ids, from));
        checked.addAll(lookups.checkedSince(ids, from));
        return companies.stream()
                .filter(one -> !checked.contains(one.company()))
                .map(one -> Detection.about(
                        one.company(), Detection.figures("people", one.people(), "complaints", one.complaints())))
                .toList();
    }
}
