package org.openbloctel.registry.signal;

import java.util.List;
import org.openbloctel.registry.call.OffHours;
import org.openbloctel.registry.company.Mandates;
import org.openbloctel.registry.complaint.ComplaintCounts;
import org.openbloctel.registry.consent.Consents;
import org.openbloctel.registry.evidence.ToldBefore;
import org.openbloctel.registry.lookup.LookupSums;
import org.openbloctel.registry.submission.CheckedDays;

/** The features that detectors ask. */
public record Sources(
        ComplaintCounts complaints,
        CheckedDays files,
        LookupSums lookups,
        OffHours calls,
        Mandates mandates,
        Consents consents,
        ToldBefore told) {
    /** One detector for each kind of signal. */
    List<Detector> detectors(SignalSettings settings) {
        return List.of(
                new CompaniesWithoutChecks(complaints, files, lookups, settings.unchecked()),
                new ComplaintSurges(complaints, settings.surge()),
                new CallsAgainstTheList(complaints, told, consents, settings.told()),
                new UnusualHitRates(files, lookups, settings.hitRate()),
                new CallsOffHours(calls, settings.offHours()),
                new SpreadAgents(complaints, mandates, settings.spread()),
                new DisputedConsents(complaints, consents, settings.consents()));
    }
}
