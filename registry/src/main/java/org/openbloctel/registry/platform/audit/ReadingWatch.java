package org.openbloctel.registry.platform.audit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/**
 * Counts how often each person reads in a day of France, by the entries of the trail, and notices once a day who reads more often than a limit.
 * Nobody is stopped: the notice is an entry of the trail, and what its receiver makes of it. Thread-safe; run by one server at a time.
 */
public final class ReadingWatch {
    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Readings readings;
    private final Notice notice;
    private final AuditRows rows;

    /** A watch over this database. */
    public ReadingWatch(Database database, InstantSource clock, AuditTrail audit, Readings readings, Notice notice) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.readings = readings;
        this.notice = notice;
        this.rows = new AuditRows(database);
    }

    /**
     * The readings that are counted.
     *
     * @param action of the entry of each reading
     * @param over of the entry about a person who read more often than the limit; about that person
     * @param limit so many a day are not noticed
     */
    public record Readings(String action, String over, int limit) {}

    /** Receives each notice, in the transaction of its entry. */
    @FunctionalInterface
    public interface Notice {
        void over(UUID person, long readings);
    }

    /** Notices who is over the limit today and was not noticed yet; returns how many. */
    public int look() {
        Instant midnight = LegalCalendar.startOf(LegalCalendar.today(clock));
        Map<String, Long> over = rows.readers(readings.action(), readings.over(), readings.limit(), midnight);
        over.forEach((actor, count) -> database.runInAccounts(() -> {
            Map<String, String> facts =
                    Map.of("readings", Long.toString(count), "limit", Integer.toString(readings.limit()));
            audit.record(new AuditEntry("system", readings.over(), actor, facts));
            notice.over(UUID.fromString(actor.substring(actor.indexOf(':') + 1)), count);
        }));
        return over.size();
    }
}
