package org.openbloctel.registry.authority.signal;

import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.ComplaintCounts;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.evidence.ToldBefore;
import org.openbloctel.registry.callfiles.submission.CheckedDays;
import org.openbloctel.registry.calls.call.OffHours;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.list.lookup.LookupSums;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SignalRefusal;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * The signals of all detectors. What is found again while no inspector settled it stays one signal, with the latest figures; what was settled
 * is not raised again for some days. Each change by an inspector is one transaction with its audit entry; of two who settle a signal
 * at once the second is refused. Thread-safe.
 */
public final class Signals {
    /** Characters of a note. */
    public static final int MAX_NOTE = 1_000;

    /** Signals that one detector raises in a day: a flood of complaints does not bury the others. */
    static final int MAX_RAISED = 1_000;

    /** Signals are kept as long as the complaints that led to them. */
    private static final Period KEPT = Period.ofYears(3);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final MasterKeys keys;
    private final SignalRows rows;
    private final List<Detector> detectors;
    private final int quietDays;
    private final Watcher watcher;

    /** A feature that wants to know of signals about companies. */
    @FunctionalInterface
    public interface Watcher {
        /** A signal about this company is raised, in the transaction that raises it; of several in one night the first. */
        void raised(UUID company);
    }

    /** What signals are kept with. */
    public record Needs(Database database, InstantSource clock, AuditTrail audit, MasterKeys keys, Watcher watcher) {}

    /** The signals found in these features. */
    public Signals(Needs needs, Sources sources, SignalSettings settings) {
        this(needs, sources.detectors(settings), settings.quietDays());
    }

    Signals(Needs needs, List<Detector> detectors, int quietDays) {
        this.database = needs.database();
        this.clock = needs.clock();
        this.audit = needs.audit();
        this.watcher = needs.watcher();
        this.keys = needs.keys();
        this.rows = SignalRows.in(database, keys);
        this.detectors = List.copyOf(detectors);
        this.quietDays = quietDays;
    }

    /** Lets each detector look, and keeps what it finds. When one fails, the others have looked before its fault is thrown. */
    @SuppressWarnings("IllegalCatch") // the first fault is thrown again
    public void detect() {
        RuntimeException fault = null;
        Set<UUID> known = new HashSet<>();
        for (Detector detector : detectors) {
            try {
                raise(detector, known);
            } catch (RuntimeException e) {
                fault = fault == null ? e : fault;
            }
        }
        if (fault != null) {
            throw fault;
        }
    }

    private void raise(Detector detector, Set<UUID> known) {
        Instant now = now();
        List<Detector.Detection> found =
                detector.find(now).stream().limit(MAX_RAISED).toList();
        SignalRows.Raised raised = new SignalRows.Raised(
                detector.kind(),
                Detector.Detection.written(detector.parameters()),
                now,
                LegalCalendar.startOf(LegalCalendar.dayOf(now)),
                LegalCalendar.daysBefore(now, quietDays));
        known.addAll(database.inAccounts(() -> {
            Set<UUID> watched = new HashSet<>();
            for (Detector.Detection finding : found) {
                UUID id = UUID.randomUUID();
                CallingNumber caller = finding.caller();
                UUID sealed = caller == null ? null : caller.sealed(database);
                if (rows.raise(id, finding, sealed, raised).filter(id::equals).isPresent()) {
                    record(
                            "system",
                            "signal.raised",
                            id,
                            Map.of("kind", raised.kind().code()));
                    UUID company = finding.company();
                    if (company != null && !known.contains(company) && watched.add(company)) {
                        watcher.raised(company);
                    }
                }
            }
            return watched;
        }));
    }

    /** The latest signals, at most so many. */
    public List<Signal> list(Inspector inspector, Signal.Query query, int limit) {
        return rows.list(query, limit);
    }

    /** The signals that led to a case, the latest first. */
    public List<Signal> ofCase(Inspector inspector, UUID caseFile) {
        return rows.ofCase(caseFile, Signal.Query.ALL);
    }

    /** How many signals that no inspector has settled there are about each company. */
    public Map<UUID, Long> unsettled(Inspector inspector) {
        return rows.unsettled(Signal.Query.ALL);
    }

    /** Opens a signal; the first reading marks it as seen. */
    public Signal open(Inspector inspector, UUID id) {
        return database.inAccounts(() -> {
            if (rows.move(keys, id, new SignalRows.Change(Signal.State.SEEN, null, null), now())) {
                record(inspector.actor(), "signal.seen", id, Map.of());
            }
            return find(id);
        });
    }

    /** Dismisses a signal. The note is for other inspectors. */
    public void dismiss(Inspector inspector, UUID id, String note) {
        String text = note.replaceAll("\\r\\n?", "\n").strip();
        if (text.isEmpty() || text.length() > MAX_NOTE) {
            throw new RefusedException(new SignalRefusal.NoteNeeded(MAX_NOTE));
        }
        settle(inspector, id, new SignalRows.Change(Signal.State.DISMISSED, text, null));
    }

    /** Settles a signal that led to a case; that the case is about the same company or number, the caller makes sure. */
    public void takeIntoCase(Inspector inspector, UUID id, UUID caseFile) {
        settle(inspector, id, new SignalRows.Change(Signal.State.IN_CASE, null, caseFile));
    }

    private void settle(Inspector inspector, UUID id, SignalRows.Change change) {
        database.runInAccounts(() -> {
            if (!rows.move(keys, id, change, now())) {
                var _ = find(id);
                throw new RefusedException(new SignalRefusal.SignalSettled());
            }
            Map<String, String> details = change.caseFile() == null
                    ? Map.of()
                    : Map.of("case", change.caseFile().toString());
            record(inspector.actor(), "signal." + change.state().code(), id, details);
        });
    }

    private Signal find(UUID id) {
        return rows.find(id, Signal.Query.ALL)
                .orElseThrow(() -> new RefusedException(new SignalRefusal.UnknownSignal()));
    }

    /** Forgets old signals; returns how many. */
    public int forget() {
        Instant now = now();
        return rows.forget(LegalCalendar.startOf(LegalCalendar.dayOf(now).minus(KEPT)));
    }

    private void record(String actor, String action, UUID signal, Map<String, String> details) {
        audit.record(new AuditEntry(actor, action, "signal:" + signal, details));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

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
}
