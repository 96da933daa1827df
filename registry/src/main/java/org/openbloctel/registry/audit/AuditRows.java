package org.openbloctel.registry.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;

/** The tables of the trail: its entries, head, root, seals and checkpoints. */
final class AuditRows {
    private static final int READ_AT_ONCE = 1_000;

    private final Database database;

    AuditRows(Database database) {
        this.database = database;
    }

    static AuditEntry.Recorded recorded(ResultSet row, int n) throws SQLException {
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

    static String[] details(ResultSet row) throws SQLException {
        return (String[]) row.getArray("details").getArray();
    }

    /** What follows in this transaction reads the trail as it is at one moment. */
    void beginReading() {
        database.accounts()
                .sql("set transaction isolation level repeatable read, read only")
                .update();
    }

    /** All entries in their order, some at a time. */
    void each(RowCallbackHandler entry) {
        database.accounts()
                .sql("select * from accounts.audit_entry order by seq")
                .withFetchSize(READ_AT_ONCE)
                .query(entry);
    }

    /** What the first entry that is kept is linked to. */
    Link root() {
        return link("select seq, hash from accounts.audit_root");
    }

    Link head() {
        return link("select seq, hash from accounts.audit_head");
    }

    /** Until the transaction ends, no other entry is added. */
    Link lockedHead() {
        return link("select seq, hash from accounts.audit_head for update");
    }

    private Link link(String sql) {
        return database.accounts()
                .sql(sql)
                .query((row, n) -> new Link(row.getLong("seq"), row.getString("hash")))
                .single();
    }

    /** Adds the entry and moves the head to it, in one statement: each round trip is time in which other writers wait. */
    void append(Link link, Instant at, AuditEntry entry, String[] details) {
        database.accounts()
                .sql("""
                        with moved as (update accounts.audit_head set seq = :seq, hash = :hash)
                        insert into accounts.audit_entry (seq, at, actor, action, subject, details, hash)
                        values (:seq, :at, :actor, :action, :subject, :details, :hash)
                        """)
                .param("seq", link.seq())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", entry.actor())
                .param("action", entry.action())
                .param("subject", entry.subject())
                .param("details", details)
                .param("hash", link.hash())
                .update();
    }

    /** In the order in which they were set. */
    <T> List<T> seals(RowMapper<T> seal) {
        return database.accounts()
                .sql("select * from accounts.audit_seal order by id")
                .query(seal)
                .list();
    }

    void insertSeal(Link from, Link root, Instant at, byte[] wrapped) {
        database.accounts()
                .sql("""
                        insert into accounts.audit_seal (seq, hash, root_seq, root_hash, at, key)
                        values (:seq, :hash, :rootSeq, :rootHash, :at, :key)
                        """)
                .param("seq", from.seq())
                .param("hash", from.hash())
                .param("rootSeq", root.seq())
                .param("rootHash", root.hash())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("key", wrapped)
                .update();
    }

    /** The signed checkpoints by their numbers, in order. */
    SortedMap<Long, String> checkpoints() {
        SortedMap<Long, String> all = new TreeMap<>();
        database.accounts().sql("select n, jws from accounts.audit_checkpoint").query(row -> {
            all.put(row.getLong("n"), row.getString("jws"));
        });
        return all;
    }

    /** False when another server was faster. */
    boolean insertCheckpoint(long n, Instant at, String jws) {
        return database.accounts()
                        .sql(
                                "insert into accounts.audit_checkpoint (n, at, jws) values (:n, :at, :jws) on conflict do nothing")
                        .param("n", n)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("jws", jws)
                        .update()
                == 1;
    }

    List<AuditEntry.Recorded> before(long seq, int limit) {
        return database.accounts()
                .sql("select * from accounts.audit_entry where seq < :seq order by seq desc limit :limit")
                .param("seq", seq)
                .param("limit", limit)
                .query(AuditRows::recorded)
                .list();
    }

    /** Empty texts let everything through. */
    List<AuditEntry.Recorded> find(String actor, String action, String subject, long before, int limit) {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("before", before, "limit", limit));
        StringBuilder sql = new StringBuilder("select * from accounts.audit_entry where seq < :before");
        if (!actor.isEmpty()) {
            sql.append(" and actor = :actor");
            values.put("actor", actor);
        }
        if (!action.isEmpty()) {
            sql.append(" and starts_with(action, :action)");
            values.put("action", action);
        }
        if (!subject.isEmpty()) {
            sql.append(" and subject = :subject");
            values.put("subject", subject);
        }
        return database.accounts()
                .sql(sql.append(" order by seq desc limit :limit").toString())
                .params(values)
                .query(AuditRows::recorded)
                .list();
    }

    List<AuditEntry.Recorded> about(String subject, int limit) {
        return database.accounts()
                .sql("select * from accounts.audit_entry where subject = :subject order by seq desc limit :limit")
                .param("subject", subject)
                .param("limit", limit)
                .query(AuditRows::recorded)
                .list();
    }

    int forget(Instant before) {
        return database.accounts()
                .sql("select accounts.forget_audit(:before)")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }
}
