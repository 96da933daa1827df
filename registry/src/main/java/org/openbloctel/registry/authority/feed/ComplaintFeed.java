package org.openbloctel.registry.authority.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.authority.complaint.DayOfCalls;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SignalRefusal;

/** Gives a day of complaints to a program with a key of the feed; each day that is fetched is in the audit trail. Thread-safe. */
public final class ComplaintFeed {
    /** Complaints are erased after so long, so that older days have fewer than there were. */
    static final Period KEPT = Period.ofYears(3);

    /** What was filed before midnight is committed by then. */
    private static final Duration AFTER_MIDNIGHT = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final AuditTrail audit;
    private final Database database;
    private final DayOfCalls calls;

    /** Over this database. */
    public ComplaintFeed(Database database, InstantSource clock, AuditTrail audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.calls = new DayOfCalls(database);
    }

    /** A day of complaints. */
    public record Day(LocalDate day, List<DayOfCalls.Call> calls) {
        /** Copies the list. */
        public Day {
            calls = List.copyOf(calls);
        }
    }

    /**
     * The calls of the complaints that were received on a day.
     *
     * @param actor the key, as the audit trail names it
     * @param wanted null for the latest complete day
     */
    public Day fetch(String actor, @Nullable LocalDate wanted) {
        Instant now = clock.instant();
        LocalDate last = LegalCalendar.dayOf(now.minus(AFTER_MIDNIGHT)).minusDays(1);
        LocalDate first = LegalCalendar.dayOf(now).minus(KEPT);
        LocalDate day = wanted == null ? last : wanted;
        if (day.isAfter(last) || day.isBefore(first)) {
            throw new RefusedException(new SignalRefusal.DayNotInFeed(first, last));
        }
        return database.inAccounts(() -> {
            List<DayOfCalls.Call> found = calls.of(day);
            audit.record(new AuditEntry(
                    actor, "feed.fetched", "feed:" + day, Map.of("calls", Integer.toString(found.size()))));
            return new Day(day, found);
        });
    }
}
