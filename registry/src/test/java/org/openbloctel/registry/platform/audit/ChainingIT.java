package org.openbloctel.registry.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.audit.TrailFinding.Kind;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.DistantDatabase;
import org.openbloctel.registry.platform.database.RowsRead;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Entries are committed with their acts and chained in groups: none is lost or there twice, and none is altered while it waits. */
final class ChainingIT {
    /** Entries of each thread in the test of groups; more of them measure. */
    private static final int ENTRIES = Integer.getInteger("chaining.entries", 20);

    private static final int THREADS = Integer.getInteger("chaining.threads", 32);
    private static final int ALL = THREADS * ENTRIES;
    private static final int WARM = Integer.getInteger("chaining.warm", 2);
    /** Servers that the threads belong to in turns. */
    private static final int SERVERS = Integer.getInteger("chaining.servers", 1);

    private static final Duration ROUND_TRIP = Duration.ofNanos(2_500_000);

    private final TestDatabase test = TestDatabase.create();
    private final JdbcClient owner = JdbcClient.create(test.owner());
    private final MasterKeys keys = MasterKeys.generate();
    private final AuditTrail trail = new AuditTrail(test.database(), keys, InstantSource.system());

    @Test
    @Tag("check-long")
    void writersFarFromTheDatabaseAreChainedInGroups() throws Exception {
        try (DistantDatabase distant = new DistantDatabase(test, ROUND_TRIP)) {
            List<AuditTrail> servers = Stream.generate(
                            () -> new AuditTrail(distant.database(), keys, InstantSource.system()))
                    .limit(SERVERS)
                    .toList();
            AtOnce.all(writers(servers, "warm", WARM));
            long began = System.nanoTime();
            AtOnce.all(writers(servers, "entry", ENTRIES));
            System.out.printf(
                    "%d threads, %d servers, 2.5 ms from the database: %.0f entries/s%n",
                    THREADS, SERVERS, ALL / ((System.nanoTime() - began) / 1e9));
        }
        assertThat(count("accounts.audit_entry where action = 'entry'")).isEqualTo(ALL);
        assertThat(owner.sql("select count(distinct xmin::text) from accounts.audit_entry where action = 'entry'")
                        .query(Long.class)
                        .single())
                .as("transactions that held the head")
                .isLessThan(ALL * 3 / 4); // each in one of its own before; on a busy machine groups are small
        assertThat(findings()).isEmpty();
    }

    private static List<Callable<Object>> writers(List<AuditTrail> servers, String action, int entries) {
        List<Callable<Object>> writers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            AuditTrail mine = servers.get(thread % servers.size());
            writers.add(() -> record(mine, action, entries));
        }
        return writers;
    }

    /** A server that writes alone knows the head: another would wait for each round trip that it is locked for. */
    @Test
    void serverThatWritesAloneChainsInOneRoundTrip() throws Exception {
        try (DistantDatabase distant = new DistantDatabase(test, Duration.ofMillis(1))) {
            AuditTrail far = new AuditTrail(distant.database(), keys, InstantSource.system());
            record(far, "warm", 3);
            long before = distant.roundTrips();
            record(far, "entry", 10);
            assertThat(distant.roundTrips() - before)
                    .as("the entry, its commit, its place in the chain")
                    .isEqualTo(30);
            trail.record(entry("another server"));
            record(far, "entry", 5);
        }
        assertThat(count("accounts.audit_entry")).isEqualTo(19);
        assertThat(findings()).isEmpty();
    }

    @Test
    void acknowledgedEntryIsChainedAndNoneIsLeft() {
        trail.record(entry("one"));
        assertThat(trail.about("one", 2)).hasSize(1);
        assertThat(count("accounts.audit_waiting")).isZero();
        assertThat(trail.oldestWaiting()).isZero();
    }

    @Test
    void entryOfATransactionThatIsRolledBackIsNowhere() {
        Database database = test.database();
        AuditTrail other = new AuditTrail(database, keys, InstantSource.system());
        assertThatThrownBy(() -> database.runInAccounts(() -> {
                    other.record(entry("undone"));
                    throw new IllegalStateException("the act failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        other.record(entry("done"));
        assertThat(other.about("undone", 2)).isEmpty();
        assertThat(count("accounts.audit_waiting")).isZero();
        assertThat(findings()).isEmpty();
    }

    @Test
    void entriesOfOneTransactionKeepTheirOrder() {
        Database database = test.database();
        AuditTrail other = new AuditTrail(database, keys, InstantSource.system());
        database.runInAccounts(() -> {
            for (int i = 0; i < 9; i++) {
                other.record(new AuditEntry("member:1", "step." + i, "act", Map.of()));
            }
        });
        assertThat(other.about("act", 10).reversed())
                .extracting(recorded -> recorded.entry().action())
                .containsExactly(
                        "step.0", "step.1", "step.2", "step.3", "step.4", "step.5", "step.6", "step.7", "step.8");
    }

    /** A server of the version before takes the head itself, in each of its transactions. */
    @Test
    void serverOfTheVersionBeforeWritesBesideThisOne() throws Exception {
        Database database = test.database();
        AuditRows rows = new AuditRows(database);
        Hashing hashing = hashing();
        List<Callable<Object>> works = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            works.add(() -> {
                for (int i = 0; i < 10; i++) {
                    database.runInAccounts(() -> {
                        Link head = rows.lockedHead();
                        Waiting next = Waiting.of(now(), entry("before"));
                        rows.append(next.after(head, hashing), next);
                    });
                }
                return true;
            });
            works.add(() -> record(trail, "now", 10));
        }
        AtOnce.all(works);
        assertThat(count("accounts.audit_entry where action = 'now'")).isEqualTo(40);
        assertThat(count("accounts.audit_entry where action = 'before'")).isEqualTo(40);
        assertThat(findings()).isEmpty();
    }

    @Test
    void entryThatTheOwnerAltersWhileItWaitsIsFound() throws Exception {
        whileHeadIsHeld(
                "act",
                () -> owner.sql("update accounts.audit_waiting set actor = 'member:2'")
                        .update());
        assertThat(findings()).extracting(TrailFinding::kind).containsExactly(Kind.ENTRY);
    }

    @Test
    void entryThatTheOwnerRemovesWhileItWaitsIsChainedAllTheSame() throws Exception {
        whileHeadIsHeld(
                "act", () -> owner.sql("delete from accounts.audit_waiting").update());
        assertThat(trail.about("act", 2)).hasSize(1);
        assertThat(findings()).isEmpty();
    }

    @Test
    void entryThatWaitsForMoreThanAMinuteIsAFinding() throws Exception {
        whileHeadIsHeld("act", () -> {
            assertThat(findings()).as("at once").isEmpty();
            age();
            assertThat(findings()).extracting(TrailFinding::kind).containsExactly(Kind.UNCHAINED);
            assertThat(trail.oldestWaiting()).isGreaterThan(Chaining.OVERDUE);
        });
        assertThat(findings()).isEmpty();
    }

    @Test
    void entryThatAServerLeftIsChainedByAnother() {
        left("act");
        assertThat(trail.chainLeft(Duration.ofMinutes(1))).as("too young").isZero();
        assertThat(trail.chainLeft(Duration.ZERO)).isEqualTo(1);
        assertThat(trail.about("act", 2)).hasSize(1);
        assertThat(trail.chainLeft(Duration.ZERO)).as("once").isZero();
        assertThat(findings()).isEmpty();
    }

    /** A subject may have a million entries: the files of a company, for instance. */
    @Test
    void entriesThatAServerLeftAreLookedUpByTheirInstant() {
        owner.sql("""
                        insert into accounts.audit_entry (seq, at, actor, action, subject, details, hash)
                        select n, now() - n * interval '1 second', 'member:1', 'act.done', 'busy', '{rows,12}', 'x'
                        from generate_series(1, 20000) n
                        """).update();
        owner.sql("update accounts.audit_head set seq = 20000").update();
        for (int i = 0; i < 20; i++) {
            left("busy");
        }
        long read = RowsRead.by(
                test,
                test.database(),
                "audit%",
                () -> assertThat(trail.chainLeft(Duration.ZERO)).isEqualTo(20));
        assertThat(read).as("all entries of the subject before, for each").isLessThan(500);
    }

    @Test
    void entryThatTheOwnerAddsOrAltersAmongThoseThatAServerLeftIsNeverChained() {
        left("act");
        owner.sql(
                        "insert into accounts.audit_waiting (id, at, actor, action, subject, details, mac)"
                                + " select gen_random_uuid(), at, actor, action, subject, details, mac from accounts.audit_waiting")
                .update();
        left("other");
        owner.sql("update accounts.audit_waiting set details = '{rows,13}' where subject = 'other'")
                .update();
        assertThat(trail.chainLeft(Duration.ZERO)).isEqualTo(1);
        assertThat(trail.about("act", 3)).hasSize(1);
        assertThat(trail.about("other", 3)).isEmpty();
        age();
        assertThat(findings())
                .extracting(TrailFinding::kind, TrailFinding::count)
                .containsExactly(tuple(Kind.FOREIGN, 2));
    }

    @Test
    void entryThatTheOwnerKeptAndPutsBackIsNotChainedTwice() {
        left("act");
        owner.sql("create table kept as select * from accounts.audit_waiting").update();
        assertThat(trail.chainLeft(Duration.ZERO)).isEqualTo(1);
        owner.sql("insert into accounts.audit_waiting overriding system value select * from kept")
                .update();
        assertThat(trail.chainLeft(Duration.ZERO)).isZero();
        assertThat(trail.about("act", 3)).hasSize(1);
        age();
        assertThat(findings()).extracting(TrailFinding::kind).containsExactly(Kind.FOREIGN);
    }

    /** An intruder with the accounts' role cannot wipe what they did. */
    @Test
    void serversRoleCannotRemoveOrAlterAnEntryThatWaits() {
        for (String sql : List.of(
                "delete from accounts.audit_waiting returning 1",
                "update accounts.audit_waiting set since = now() returning 1")) {
            assertThatThrownBy(() -> test.database()
                            .accounts()
                            .sql(sql)
                            .query(Integer.class)
                            .list())
                    .hasStackTraceContaining("permission denied");
        }
    }

    /** Acknowledged entries are chained, once each; others once at most, also when connections are cut again and again. */
    @Test
    @Tag("check-long")
    void cutConnectionsLoseNoAcknowledgedEntryAndRepeatNone() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicInteger working = new AtomicInteger(16);
        try (DistantDatabase distant = new DistantDatabase(test, Duration.ofMillis(1))) {
            AuditTrail far = new AuditTrail(distant.database(), keys, InstantSource.system());
            List<Callable<Object>> works = new ArrayList<>(Collections.nCopies(16, () -> {
                try {
                    for (int i = 0; i < 60; i++) {
                        attempt(far, acknowledged);
                    }
                    return true;
                } finally {
                    working.decrementAndGet();
                }
            }));
            works.add(() -> {
                while (working.get() > 0) {
                    LockSupport.parkNanos(random.nextLong(60_000_000L));
                    distant.cut();
                }
                return true;
            });
            AtOnce.all(works);
        }
        // Until PostgreSQL has ended what the cut connections had begun.
        while (count("pg_stat_activity where datname = current_database() and state <> 'idle'"
                        + " and pid <> pg_backend_pid() and backend_type = 'client backend'")
                > 0) {
            LockSupport.parkNanos(5_000_000);
        }
        trail.chainLeft(Duration.ZERO);
        List<String> chained = owner.sql("select subject from accounts.audit_entry")
                .query(String.class)
                .list();
        assertThat(chained).doesNotHaveDuplicates().containsAll(acknowledged);
        assertThat(acknowledged).isNotEmpty();
        assertThat(count("accounts.audit_waiting")).isZero();
        assertThat(findings()).isEmpty();
    }

    @SuppressWarnings("IllegalCatch") // cut: not acknowledged
    private static void attempt(AuditTrail far, Set<String> acknowledged) {
        String subject = "act:" + UUID.randomUUID();
        try {
            far.record(entry(subject));
            acknowledged.add(subject);
        } catch (RuntimeException e) {
            // Either is right: committed or not.
        }
    }

    /** An entry that is committed and not chained, as a server leaves it that is killed in between. */
    private void left(String subject) {
        Waiting waiting = Waiting.of(now(), entry(subject));
        new AuditRows(test.database()).insertWaiting(waiting, waiting.mac(hashing()));
    }

    private Hashing hashing() {
        return Hashing.keyed(keys.unwrap(
                owner.sql("select key from accounts.audit_seal")
                        .query(byte[].class)
                        .single(),
                TrailSeal.context(Link.START, Link.START)));
    }

    /** Records an entry while no other can be chained, does something, then lets it be chained. */
    private void whileHeadIsHeld(String subject, Runnable meanwhile) throws SQLException {
        CompletableFuture<Void> recorded;
        try (Connection holding = test.owner().getConnection();
                Statement statement = holding.createStatement()) {
            holding.setAutoCommit(false);
            statement.execute("select * from accounts.audit_head for update");
            recorded = CompletableFuture.runAsync(() -> trail.record(entry(subject)));
            while (count("accounts.audit_waiting where subject = '" + subject + "'") == 0) {
                LockSupport.parkNanos(1_000_000);
            }
            while (count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") == 0) {
                LockSupport.parkNanos(1_000_000);
            }
            meanwhile.run();
            holding.rollback();
        }
        recorded.join();
        while (trail.about(subject, 1).isEmpty()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void age() {
        owner.sql("update accounts.audit_waiting set since = since - interval '2 minutes'")
                .update();
    }

    private static Object record(AuditTrail trail, String action, int entries) {
        for (int i = 0; i < entries; i++) {
            trail.record(
                    new AuditEntry("member:1", action, "submission:" + i, Map.of("rows", "12", "file", "callable")));
        }
        return true;
    }

    private List<TrailFinding> findings() {
        TrailFinding.Collector findings = new TrailFinding.Collector();
        trail.check(List.of(), new NoPapers(), findings);
        return findings.all();
    }

    private long count(String rows) {
        return owner.sql("select count(*) from " + rows).query(Long.class).single();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static AuditEntry entry(String subject) {
        return new AuditEntry(
                "member:1", subject.equals("before") ? "before" : "act.done", subject, Map.of("rows", "12"));
    }
}
