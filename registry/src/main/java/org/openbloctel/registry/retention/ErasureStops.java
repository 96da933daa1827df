package org.openbloctel.registry.retention;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.vault.Sha256;

/**
 * The jobs that wait for a person before they erase, and what a person decides about them: the clock is right, or an amount is. A decision is
 * bound to the day and the amounts that were shown, is audited, and holds for one run of each job. Thread-safe.
 */
public final class ErasureStops {
    private final Database database;
    private final DatabaseClock clock;
    private final AuditTrail audit;
    private final ErasureStopRows rows;

    public ErasureStops(Database database, DatabaseClock clock, AuditTrail audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.rows = new ErasureStopRows(database);
    }

    /** All that wait, by job. */
    public List<ErasureStop> waiting() {
        return rows.waiting();
    }

    /** What a page shows now. */
    public Shown shown() {
        return new Shown(clock.now(), rows.waiting());
    }

    /**
     * Says that the day is right: the jobs that wait because of it erase what was shown, once. Returns them; none when the day or an
     * amount is another by now, and nothing was decided.
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

    /** Says that the amount of a job is right. False when it is another by now. */
    public boolean confirmAmount(String job, String shown, String actor) {
        return database.inAccounts(() -> {
            rows.lock();
            Shown now = shown();
            List<ErasureStop> stops = now.ofAmount().stream()
                    .filter(stop ->
                            stop.job().equals(job) && now.digest(List.of(stop)).equals(shown))
                    .toList();
            return !confirm(stops, now, "retention.amount-confirmed", "job:" + job, actor)
                    .isEmpty();
        });
    }

    private List<String> confirm(List<ErasureStop> stops, Shown shown, String action, String subject, String actor) {
        List<String> jobs = stops.stream().map(ErasureStop::job).toList();
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
     * What waits, as it is shown to a person who decides.
     *
     * @param at the database's clock
     * @param stops what waits
     */
    public record Shown(Instant at, List<ErasureStop> stops) {
        /** Copies the list. */
        public Shown {
            stops = List.copyOf(stops);
        }

        /** Those that wait because of the day. */
        public List<ErasureStop> ofDay() {
            return stops.stream().filter(stop -> stop.reason().isDay()).toList();
        }

        /** Those that wait because of their amount. */
        public List<ErasureStop> ofAmount() {
            return stops.stream()
                    .filter(stop -> stop.reason() == ErasureStop.Reason.AMOUNT)
                    .toList();
        }

        /** Those that wait because the clocks differ. */
        public List<ErasureStop> ofDifference() {
            return stops.stream()
                    .filter(stop -> stop.reason() == ErasureStop.Reason.DIFFERS)
                    .toList();
        }

        /** What a decision about the day is bound to. */
        public String digestOfDay() {
            return digest(ofDay());
        }

        /** What a decision about some stops is bound to. */
        public String digest(List<ErasureStop> some) {
            StringBuilder text = new StringBuilder(LegalCalendar.dayOf(at).toString());
            some.forEach(
                    stop -> text.append('\n').append(stop.job()).append('=').append(stop.amount()));
            return Sha256.hex(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
