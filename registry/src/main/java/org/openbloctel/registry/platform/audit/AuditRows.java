package org.openbloctel.registry.platform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** The tables of the trail: its entries, those that wait for the chain, its head, root, seals and checkpoints. */
final class AuditRows {
    private static final int READ_AT_ONCE = 1_000;
    private static final String INSERT_WAITING = """
            insert into accounts.audit_waiting (id, at, actor, action, subject, details, mac)
            values (:id, :at, :actor, :action, :subject, :details, :mac)
            """;

    private final Database database;

    AuditRows(Database database) {
        this.database = database;
    }

    static AuditEntry.Recorded recorded(ResultSet row, int n) throws SQLException {
        return new AuditEntry.Recorded(row.getLong("seq"), Columns.instant(row, "at"), entry(row));
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        String[] flat = details(row);
        Map<String, String> details = new LinkedHashMap<>();
        for (int i = 0; i + 1 < flat.length; i += 2) {
            details.put(flat[i], flat[i + 1]);
        }
        return new AuditEntry(row.getString("actor"), row.getString("action"), row.getString("subject"), details);
    }

    static String[] details(ResultSet row) throws SQLException {
        return (String[]) row.getArray("details").getArray();
    }

    /** Makes the reads of this transaction see the trail at one moment. */
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

    /**
     * The head, locked, and which of some entries wait.
     *
     * @param waiting as they were when the lock was asked for
     * @param holds whether the head that was known is part of the trail
     */
    record LockedHead(Link link, Set<UUID> waiting, boolean holds) {}

    /**
     * The same in one statement with the questions which of these entries wait and whether a known head is still there: each round trip is time in
     * which other servers wait.
     */
    LockedHead lockedHead(@Nullable Link known, UUID... ids) {
        return database.accounts()
                .sql("""
                        select seq, hash, array(select id from accounts.audit_waiting where id = any(:ids)) as waiting,
                            coalesce((select e.hash from accounts.audit_entry e where e.seq = :known),
                                (select r.hash from accounts.audit_root r where r.seq = :known)) as known
                        from accounts.audit_head for update
                        """)
                .param("ids", ids)
                .param("known", known == null ? -1 : known.seq())
                .query((row, n) -> new LockedHead(
                        link(row),
                        Set.of((UUID[]) row.getArray("waiting").getArray()),
                        known == null
                                || (known.seq() <= row.getLong("seq")
                                        && known.hash().equals(row.getString("known")))))
                .single();
    }

    /** The trail as it is at one moment, at these places. */
    Standing standing(Collection<Long> places) {
        List<Link> ends = new ArrayList<>();
        Map<Long, String> hashes = new HashMap<>();
        database.accounts()
                .sql("""
                        select 1 as part, seq, hash from accounts.audit_root
                        union all select 2, seq, hash from accounts.audit_head
                        union all select 3, seq, hash from accounts.audit_entry where seq = any(:places)
                        order by part
                        """)
                .param("places", places.toArray(Long[]::new))
                .query(row -> {
                    Link link = link(row);
                    if (row.getInt("part") < 3) {
                        ends.add(link);
                    }
                    if (row.getInt("part") != 2) {
                        hashes.put(link.seq(), link.hash());
                    }
                });
        return new Standing(ends.getLast(), ends.getFirst(), hashes);
    }

    /**
     * An entry with the hash of the one before and its own.
     *
     * @param details as they were hashed
     */
    record Linked(Link before, Link link, AuditEntry.Recorded entry, List<String> details) {
        /** Whether one of these keys made its hash. */
        boolean isSealedBy(List<Hashing> keys) {
            return keys.stream()
                    .anyMatch(by -> before.next(by, entry, details.toArray(String[]::new))
                            .equals(link));
        }
    }

    private static final String LINKED = """
            select e.*, coalesce(p.hash, r.hash) as before
            from accounts.audit_entry e
                left join accounts.audit_entry p on p.seq = e.seq - 1
                left join accounts.audit_root r on r.seq = e.seq - 1
            """;

    private static Linked linked(ResultSet row, int n) throws SQLException {
        return new Linked(
                new Link(row.getLong("seq") - 1, String.valueOf(row.getString("before"))),
                link(row),
                recorded(row, n),
                List.of(details(row)));
    }

    /** The entries about powers behind a place, in their order. */
    List<Linked> powers(long behind) {
        return database.accounts()
                .sql(LINKED + "where e.seq > :behind and 'power' = any (e.details) order by e.seq")
                .param("behind", behind)
                .query(AuditRows::linked)
                .list();
    }

    /** Entries of some actions on some subjects behind a place that do not say what they made of a power; the latest ones. */
    List<Linked> plain(Collection<String> subjects, Collection<String> actions, long behind) {
        return database.accounts()
                .sql(LINKED + """
                        where e.subject = any(:subjects) and e.action = any(:actions) and e.seq > :behind
                            and not ('power' = any (e.details))
                        order by e.seq desc limit 10
                        """)
                .param("subjects", subjects.toArray(String[]::new))
                .param("actions", actions.toArray(String[]::new))
                .param("behind", behind)
                .query(AuditRows::linked)
                .list();
    }

    /** The entries about powers that wait, in their order. */
    List<Waiting.Row> waitingPowers() {
        return database.accounts().sql("""
                        select w.*, exists (select from accounts.audit_entry e where e.subject = w.subject and e.at = w.at
                            and e.actor = w.actor and e.action = w.action and e.details = w.details) as repeated
                        from accounts.audit_waiting w where 'power' = any (w.details) order by n
                        """).query(AuditRows::waiting).list();
    }

    /** The entries of an action about the trail itself. */
    List<Linked> ofTrail(String action) {
        return database.accounts()
                .sql(LINKED + "where e.subject = :subject and e.action = :action order by e.seq")
                .param("subject", TrailCheck.AcceptedRestore.SUBJECT)
                .param("action", action)
                .query(AuditRows::linked)
                .list();
    }

    private Link link(String sql) {
        return database.accounts().sql(sql).query((row, n) -> link(row)).single();
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(row.getLong("seq"), row.getString("hash"));
    }

    void insertWaiting(Waiting entry, String mac) {
        database.accounts().sql(INSERT_WAITING).paramSource(row(entry, mac)).update();
    }

    /** The same at the end of the transaction that is open. */
    void writeWaiting(Waiting entry, String mac) {
        database.writeLast(INSERT_WAITING, row(entry, mac));
    }

    private static SqlParameterSource row(Waiting entry, String mac) {
        return new MapSqlParameterSource("id", entry.id())
                .addValue("at", entry.at().atOffset(ZoneOffset.UTC))
                .addValue("actor", entry.entry().actor())
                .addValue("action", entry.entry().action())
                .addValue("subject", entry.entry().subject())
                .addValue("details", entry.detailsAsArray())
                .addValue("mac", mac);
    }

    /** Moves entries that wait to the chain, behind its locked head. */
    void chain(long head, UUID[] ids, String[] hashes) {
        database.accounts()
                .sql("select accounts.chain_audit(:head, :ids, :hashes)")
                .param("head", head)
                .param("ids", ids)
                .param("hashes", hashes)
                .query((row, n) -> n)
                .list();
    }

    /** The same in one statement, which locks the head; false, and nothing is moved, where this is not the head. */
    boolean chainBehind(Link head, UUID[] ids, String[] hashes) {
        return database.accounts()
                .sql("select accounts.chain_audit_behind(:head, :hash, :ids, :hashes)")
                .param("head", head.seq())
                .param("hash", head.hash())
                .param("ids", ids)
                .param("hashes", hashes)
                .query(Boolean.class)
                .single();
    }

    /** Whether the chain has this entry. */
    boolean isChained(Waiting entry) {
        return database.accounts()
                .sql("""
                        select exists (select from accounts.audit_entry
                            where subject = :subject and at = :at and actor = :actor and action = :action
                                and details = cast(:details as text[]))
                        """)
                .param("subject", entry.entry().subject())
                .param("at", entry.at().atOffset(ZoneOffset.UTC))
                .param("actor", entry.entry().actor())
                .param("action", entry.entry().action())
                .param("details", entry.detailsAsArray())
                .query(Boolean.class)
                .single();
    }

    /** Entries that have waited for longer than {@code age}, in their order. */
    List<Waiting.Row> waiting(long after, int limit, Duration age) {
        return database.accounts()
                .sql("""
                        select w.*, exists (select from accounts.audit_entry e where e.subject = w.subject and e.at = w.at
                            and e.actor = w.actor and e.action = w.action and e.details = w.details) as repeated
                        from accounts.audit_waiting w
                        where n > :after and since < clock_timestamp() - make_interval(secs => :age)
                        order by n limit :limit
                        """)
                .param("after", after)
                .param("age", age.toMillis() / 1000.0)
                .param("limit", limit)
                .query(AuditRows::waiting)
                .list();
    }

    private static Waiting.Row waiting(ResultSet row, int n) throws SQLException {
        String[] details = details(row);
        Waiting waiting =
                new Waiting(row.getObject("id", UUID.class), Columns.instant(row, "at"), entry(row), List.of(details));
        return new Waiting.Row(row.getLong("n"), waiting, row.getString("mac"), row.getBoolean("repeated"));
    }

    /** For how long the oldest entry has waited for its place in the chain. */
    Duration oldestWaiting() {
        return Duration.ofMillis(database.accounts()
                .sql("select coalesce(extract(epoch from clock_timestamp() - min(since)) * 1000, 0)::bigint"
                        + " from accounts.audit_waiting")
                .query(Long.class)
                .single());
    }

    /** Adds the entry and moves the head to it, where the head is locked for another reason. */
    void append(Link link, Waiting entry) {
        database.accounts()
                .sql("""
                        with moved as (update accounts.audit_head set seq = :seq, hash = :hash)
                        insert into accounts.audit_entry (seq, at, actor, action, subject, details, hash)
                        values (:seq, :at, :actor, :action, :subject, :details, :hash)
                        """)
                .param("seq", link.seq())
                .param("at", entry.at().atOffset(ZoneOffset.UTC))
                .param("actor", entry.entry().actor())
                .param("action", entry.entry().action())
                .param("subject", entry.entry().subject())
                .param("details", entry.detailsAsArray())
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

    Optional<Instant> latestCheckpointAt() {
        return database.accounts()
                .sql("select at from accounts.audit_checkpoint order by n desc limit 1")
                .query((row, n) -> Columns.instant(row, "at"))
                .optional();
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

    List<AuditEntry.Recorded> reserved(long before, int limit) {
        return database.accounts()
                .sql("""
                        select * from accounts.audit_entry
                        where seq < :before and (starts_with(actor, :actor)
                                or exists (select from unnest(:actions) one where starts_with(action, one)))
                        order by seq desc limit :limit
                        """)
                .param("before", before)
                .param("actor", AuditEntry.Reserved.ACTOR)
                .param("actions", AuditEntry.Reserved.ACTIONS.toArray(String[]::new))
                .param("limit", limit)
                .query(AuditRows::recorded)
                .list();
    }

    /** Who did an action more often than a limit since an instant, and has no entry of another action since then; with how often. */
    Map<String, Long> readers(String action, String over, int limit, Instant since) {
        Map<String, Long> readers = new LinkedHashMap<>();
        database.accounts()
                .sql("""
                        select e.actor, count(*) as times from accounts.audit_entry e
                        where e.action = :action and e.at >= :since and not exists (select from accounts.audit_entry o
                                where o.subject = e.actor and o.action = :over and o.at >= :since)
                        group by e.actor having count(*) > :limit order by e.actor
                        """)
                .param("action", action)
                .param("over", over)
                .param("limit", limit)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((ResultSet row) -> {
                    readers.put(row.getString("actor"), row.getLong("times"));
                });
        return readers;
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

    /**
     * The trail at one moment, as far as it is compared with heads that were seen.
     *
     * @param hashes of some entries and of the root, by their places
     */
    record Standing(Link head, Link root, Map<Long, String> hashes) {
        Standing {
            hashes = Map.copyOf(hashes);
        }

        /**
         * Whether this head is not part of the trail.
         *
         * @param erased heads from before are not known any more: the trail's beginning is erased because of its age
         */
        boolean lacks(Sighting sighting, Instant erased) {
            Link seen = sighting.head();
            if (seen.seq() < root.seq()) {
                return sighting.at().isAfter(erased);
            }
            return seen.seq() > head.seq() || !seen.hash().equals(hashes.get(seen.seq()));
        }
    }
}
