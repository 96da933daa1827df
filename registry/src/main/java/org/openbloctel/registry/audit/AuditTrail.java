package org.openbloctel.registry.audit;

import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.database.Database;

/**
 * The audit trail: entries are added and read, nothing else; the database role may not change them. Each entry's hash covers
 * the one before, so that an altered, missing or moved entry shows. Thread-safe; writers wait for each other from their first
 * entry to the end of their transaction, so an entry is written last.
 */
public final class AuditTrail {
    /** Entries are kept for so long: as long as a claim can be brought (C. civ. art. 2224). */
    public static final Period KEPT = Period.ofYears(5);

    private final Database database;
    private final AuditRows rows;
    private final InstantSource clock;

    public AuditTrail(Database database, InstantSource clock) {
        this.database = database;
        this.rows = new AuditRows(database);
        this.clock = clock;
    }

    /** Adds an entry, in the transaction that is open or in one of its own. */
    public void record(AuditEntry entry) {
        // To the microsecond: what PostgreSQL keeps is what was hashed.
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        database.runInAccounts(() -> {
            Link link = rows.lockedHead().next(at, entry, flat(entry.details()));
            rows.insert(link, at, entry, flat(entry.details()));
            rows.setHead(link);
        });
    }

    /** The latest entries before a sequence number, newest first. */
    public List<AuditEntry.Recorded> before(long seq, int limit) {
        return rows.before(seq, limit);
    }

    /** The latest entries before a sequence number that a filter lets through, newest first. */
    public List<AuditEntry.Recorded> find(Filter filter, long before, int limit) {
        return rows.find(filter.actor(), filter.action(), filter.subject(), before, limit);
    }

    /** The latest entries about a subject, newest first. */
    public List<AuditEntry.Recorded> about(String subject, int limit) {
        return rows.about(subject, limit);
    }

    /**
     * The sequence number of the first entry that is missing, altered or out of place; 0 when the whole trail is sound. Reads it as it
     * is at one moment, some entries at a time; writers go on meanwhile.
     */
    public long firstFault() {
        return database.inAccounts(() -> {
            rows.beginReading();
            Walk walk = new Walk(rows.root());
            rows.each(row -> {
                Link found = new Link(row.getLong("seq"), row.getString("hash"));
                walk.on(found, walk.last.next(AuditRows.recorded(row, 0), AuditRows.details(row)));
            });
            walk.on(rows.head(), walk.last);
            return walk.fault;
        });
    }

    /** From link to link, up to the first that is not what it should be. */
    private static final class Walk {
        private Link last;
        private long fault;

        Walk(Link first) {
            this.last = first;
        }

        void on(Link found, Link expected) {
            if (fault == 0 && !found.equals(expected)) {
                fault = last.seq() + 1;
            }
            last = found;
        }
    }

    /**
     * Forgets the entries that are too old to be needed; the chain goes on from the last of them. The database does it, by a
     * role of its own that also looks at how old they are.
     *
     * @return how many
     */
    public int forget() {
        Instant before = LegalCalendar.startOf(LegalCalendar.today(clock).minus(KEPT));
        return database.inAccounts(() -> {
            int erased = rows.forget(before);
            if (erased > 0) {
                record(new AuditEntry("system", "audit.forgotten", "audit", Map.of("entries", String.valueOf(erased))));
            }
            return erased;
        });
    }

    private static String[] flat(Map<String, String> details) {
        List<String> flat = new ArrayList<>();
        new TreeMap<>(details).forEach((name, value) -> {
            flat.add(name);
            flat.add(value);
        });
        return flat.toArray(String[]::new);
    }

    /**
     * What to look for; empty texts let everything through.
     *
     * @param actor who did it, whole
     * @param action the beginning of what was done
     * @param subject to what it was done, whole
     */
    public record Filter(String actor, String action, String subject) {}
}
