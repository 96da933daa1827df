package org.openbloctel.registry.platform.retention;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.Sha256;

/**
 * The jobs that wait for a person before they erase. The person confirms the clock, or an amount. A decision is bound to the day and the
 * amounts that were shown, is audited, and holds for one run of each job. Thread-safe.
 */
public final class ErasureStops {
    private final Database database;
    private final ErasureGate.DatabaseClock clock;
    private final AuditTrail audit;
    private final ErasureStopRows rows;

    public ErasureStops(Database database, ErasureGate.DatabaseClock clock, AuditTrail audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.rows = database.rows(ErasureStopRows.class);
    }

    /** All jobs that wait, by name. */
    public List<ErasureGate.ErasureStop> waiting() {
        return rows.waiting();
    }

    /** The stops as a page shows them now. */
    public Shown shown() {
        return new Shown(clock.now(), rows.waiting());
    }

    /**
     * Confirms the day: the jobs that wait because of it erase the amounts shown, once. Returns these jobs; none when the day or an amount has
     * changed, and nothing was decided.
     */
    public List<String> confirmDay(String shown, String actor) {
        return database.inAccounts(() -> {
            rows.lock();
            Shown now = shown();
            if (now.ofDay().isEmpty() || !now.digestOfDay().equals(shown)) {
                return List.of();
            }
            rows.confirmClock(now.at());
            return confirm(now.ofDay(), now, "retention.day-confirmed", "retention", actor);
        });
    }

    /** Confirms the amount of a job; false when it has changed. */
    public boolean confirmAmount(String job, String shown, String actor) {
        return database.inAccounts(() -> {
            rows.lock();
            Shown now = shown();
            List<ErasureGate.ErasureStop> stops = now.ofAmount().stream()
                    .filter(stop ->
                            stop.job().equals(job) && now.digest(List.of(stop)).equals(shown))
                    .toList();
            return !confirm(stops, now, "retention.amount-confirmed", "job:" + job, actor)
                    .isEmpty();
        });
    }

    private List<String> confirm(
            List<ErasureGate.ErasureStop> stops, Shown shown, String action, String subject, String actor) {
        List<String> jobs = stops.stream().map(ErasureGate.ErasureStop::job).toList();
        if (!jobs.isEmpty()) {
            rows.confirm(jobs, shown.at());
            Map<String, String> details = new TreeMap<>();
            details.put("day", LegalCalendar.dayOf(shown.at()).toString());
            stops.forEach(stop -> details.put(stop.job(), Long.toString(stop.amount())));
            audit.record(new AuditEntry(actor, action, subject, details));
        }
        return jobs;
    }

    /**
     * The stops as a person who decides sees them.
     *
     * @param at the database's clock
     * @param stops of all jobs that wait
     */
    public record Shown(Instant at, List<ErasureGate.ErasureStop> stops) {
        /** Copies the list. */
        public Shown {
            stops = List.copyOf(stops);
        }

        /** The stops because of the day. */
        public List<ErasureGate.ErasureStop> ofDay() {
            return stops.stream().filter(stop -> stop.reason().isDay()).toList();
        }

        /** The stops because of an amount. */
        public List<ErasureGate.ErasureStop> ofAmount() {
            return stops.stream()
                    .filter(stop -> stop.reason() == ErasureGate.ErasureStop.Reason.AMOUNT)
                    .toList();
        }

        /** The stops because of clocks that differ. */
        public List<ErasureGate.ErasureStop> ofDifference() {
            return stops.stream()
                    .filter(stop -> stop.reason() == ErasureGate.ErasureStop.Reason.DIFFERS)
                    .toList();
        }

        /** The digest to which a decision about the day is bound. */
        public String digestOfDay() {
            return digest(ofDay());
        }

        /** The digest to which a decision about some stops is bound. */
        public String digest(List<ErasureGate.ErasureStop> some) {
            StringBuilder text = new StringBuilder(LegalCalendar.dayOf(at).toString());
            some.forEach(
                    stop -> text.append('\n').append(stop.job()).append('=').append(stop.amount()));
            return Sha256.hex(text.toString());
        }
    }
}
