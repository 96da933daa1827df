package org.openbloctel.registry.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;

/**
 * The audit trail: entries are added and read, nothing else; the database role may not change them. Each entry's hash covers
 * the one before, so that an altered, missing or moved entry shows. Thread-safe; writers wait for each other from their first
 * entry to the end of their transaction, so an entry is written last.
 */
public final class AuditTrail {
    /** Entries are kept for so long: as long as a claim can be brought (C. civ. art. 2224). */
    public static final Period KEPT = Period.ofYears(5);

    private static final int READ_AT_ONCE = 1_000;

    private final Database database;
    private final InstantSource clock;

    public AuditTrail(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Adds an entry, in the transaction that is open or in one of its own. */
    public void record(AuditEntry entry) {
        // To the microsecond: what PostgreSQL keeps is what was hashed.
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        database.runInAccounts(() -> {
            Link link = head().next(at, entry, flat(entry.details()));
            database.accounts()
                    .sql("""
                            insert into accounts.audit_entry (seq, at, actor, action, subject, details, hash)
                            values (:seq, :at, :actor, :action, :subject, :details, :hash)
                            """)
                    .param("seq", link.seq())
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("actor", entry.actor())
                    .param("action", entry.action())
                    .param("subject", entry.subject())
                    .param("details", flat(entry.details()))
                    .param("hash", link.hash())
                    .update();
            database.accounts()
                    .sql("update accounts.audit_head set seq = :seq, hash = :hash")
                    .param("seq", link.seq())
                    .param("hash", link.hash())
                    .update();
        });
    }

    /** The latest entries before a sequence number, newest first. */
    public List<AuditEntry.Recorded> before(long seq, int limit) {
        return database.accounts()
                .sql("select * from accounts.audit_entry where seq < :seq order by seq desc limit :limit")
                .param("seq", seq)
                .param("limit", limit)
                .query(AuditTrail::recorded)
                .list();
    }

    /** The latest entries before a sequence number that a filter lets through, newest first. */
    public List<AuditEntry.Recorded> find(Filter filter, long before, int limit) {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("before", before, "limit", limit));
        StringBuilder sql = new StringBuilder("select * from accounts.audit_entry where seq < :before");
        if (!filter.actor().isEmpty()) {
            sql.append(" and actor = :actor");
            values.put("actor", filter.actor());
        }
        if (!filter.action().isEmpty()) {
            sql.append(" and starts_with(action, :action)");
            values.put("action", filter.action());
        }
        if (!filter.subject().isEmpty()) {
            sql.append(" and subject = :subject");
            values.put("subject", filter.subject());
        }
        return database.accounts()
                .sql(sql.append(" order by seq desc limit :limit").toString())
                .params(values)
                .query(AuditTrail::recorded)
                .list();
    }

    /** The latest entries about a subject, newest first. */
    public List<AuditEntry.Recorded> about(String subject, int limit) {
        return database.accounts()
                .sql("select * from accounts.audit_entry where subject = :subject order by seq desc limit :limit")
                .param("subject", subject)
                .param("limit", limit)
                .query(AuditTrail::recorded)
                .list();
    }

    /**
     * The sequence number of the first entry that is missing, altered or out of place; 0 when the whole trail is sound. Reads it as it
     * is at one moment, some entries at a time; writers go on meanwhile.
     */
    public long firstFault() {
        return database.inAccounts(() -> {
            database.accounts()
                    .sql("set transaction isolation level repeatable read, read only")
                    .update();
            Walk walk = new Walk(link("select seq, hash from accounts.audit_root"));
            database.accounts()
                    .sql("select * from accounts.audit_entry order by seq")
                    .withFetchSize(READ_AT_ONCE)
                    .query((ResultSet row) -> {
                        Link found = new Link(row.getLong("seq"), row.getString("hash"));
                        walk.on(found, walk.last.next(recorded(row, 0), details(row)));
                    });
            walk.on(link("select seq, hash from accounts.audit_head"), walk.last);
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
            int erased = database.accounts()
                    .sql("select accounts.forget_audit(:before)")
                    .param("before", before.atOffset(ZoneOffset.UTC))
                    .query(Integer.class)
                    .single();
            if (erased > 0) {
                record(new AuditEntry("system", "audit.forgotten", "audit", Map.of("entries", String.valueOf(erased))));
            }
            return erased;
        });
    }

    private Link head() {
        return link("select seq, hash from accounts.audit_head for update");
    }

    private Link link(String sql) {
        return database.accounts()
                .sql(sql)
                .query((row, n) -> new Link(row.getLong("seq"), row.getString("hash")))
                .single();
    }

    private static AuditEntry.Recorded recorded(ResultSet row, int n) throws SQLException {
        String[] flat = details(row);
        Map<String, String> details = new LinkedHashMap<>();
        for (int i = 0; i + 1 < flat.length; i += 2) {
            details.put(flat[i], flat[i + 1]);
        }
        return new AuditEntry.Recorded(
                row.getLong("seq"),
                Columns.instant(row, "at"),
                new AuditEntry(row.getString("actor"), row.getString("action"), row.getString("subject"), details));
    }

    private static String[] details(ResultSet row) throws SQLException {
        return (String[]) row.getArray("details").getArray();
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
