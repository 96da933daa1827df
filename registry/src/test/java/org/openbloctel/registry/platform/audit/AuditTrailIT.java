package org.openbloctel.registry.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.RowsRead;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An altered, removed or moved entry of the trail is found. */
final class AuditTrailIT {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-25T08:00:00.123456789Z"));

    private final TestDatabase test = TestDatabase.create();
    private final MasterKeys keys = MasterKeys.generate();
    private final AuditTrail trail = new AuditTrail(test.database(), keys, CLOCK);

    @Test
    void entriesComeBackNewestFirst() {
        trail.record(entry("submission.received", "submission:1"));
        trail.record(entry("submission.downloaded", "submission:1"));
        trail.record(entry("submission.received", "submission:2"));
        assertThat(trail.about("submission:1", 10))
                .extracting(recorded -> recorded.entry().action())
                .containsExactly("submission.downloaded", "submission.received");
        assertThat(trail.before(3, 10)).extracting(AuditEntry.Recorded::seq).containsExactly(2L, 1L);
        assertThat(trail.before(4, 1).getFirst().entry()).isEqualTo(entry("submission.received", "submission:2"));
    }

    /** The page of the trail finds what is rare without reading the trail to its beginning. */
    @Test
    void filterReadsWhatItFindsOnly() {
        asOwner(
                "insert into accounts.audit_entry select n, now(), 'member:' || n % 100, case n when 7 then 'company.verified'"
                        + " else 'submission.received' end, 'submission:' || n, '{}', repeat('0', 64) from generate_series(1, 20000) n");
        long read = RowsRead.by(
                test,
                test.database(),
                "audit_entry",
                () -> assertThat(trail.find(new AuditTrail.Filter("", "company.", ""), Long.MAX_VALUE, 50))
                        .hasSize(1));
        assertThat(read).isLessThan(100);
    }

    @Test
    void soundTrailHasNoFault() {
        record(5);
        assertThat(firstFault()).isZero();
    }

    /** Every action writes into the trail: a check that held it up would hold up the whole service. */
    @Test
    void checkWaitsForNoWriterAndHoldsNoneUp() {
        record(3);
        long fault = test.database().inAccounts(() -> {
            trail.record(entry("submission.received", "submission:9"));
            return CompletableFuture.supplyAsync(this::firstFault)
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        });
        assertThat(fault).isZero();
        assertThat(firstFault()).isZero();
    }

    @Test
    void moreEntriesThanAreReadAtOnceAreOneChain() {
        asOwner("insert into accounts.audit_entry select n, now(), 'system', 'a.b', 'c', '{}', repeat('0', 64)"
                + " from generate_series(1, 2500) n");
        assertThat(firstFault()).isEqualTo(1);
        asOwner("delete from accounts.audit_entry");
        record(2_100);
        assertThat(firstFault()).isZero();
        asOwner("update accounts.audit_entry set actor = 'system' where seq = 2050");
        assertThat(firstFault()).isEqualTo(2050);
    }

    @Test
    void alteredEntryIsFound() {
        record(5);
        asOwner("update accounts.audit_entry set actor = 'system' where seq = 3");
        assertThat(firstFault()).isEqualTo(3);
    }

    @Test
    void missingEntryIsFoundEvenTheLast() {
        record(5);
        asOwner("delete from accounts.audit_entry where seq = 5");
        assertThat(firstFault()).isEqualTo(5);
        asOwner("delete from accounts.audit_entry where seq = 2");
        assertThat(firstFault()).isEqualTo(2);
    }

    @Test
    void oldEntriesGoAndTheChainGoesOnFromTheLastOfThem() {
        Instant[] now = {Instant.parse("2015-03-01T08:00:00Z")};
        AuditTrail old = new AuditTrail(test.database(), keys, () -> now[0]);
        old.record(entry("submission.received", "submission:1"));
        old.record(entry("submission.received", "submission:2"));
        // A clock that went back: the order of the chain counts.
        now[0] = Instant.parse("2014-01-01T08:00:00Z");
        old.record(entry("submission.received", "submission:3"));
        record(2);
        assertThat(trail.forget()).isEqualTo(3);
        assertThat(trail.about("submission:1", 10)).hasSize(1);
        assertThat(trail.before(Long.MAX_VALUE, 1).getFirst().entry().action()).isEqualTo("audit.forgotten");
        assertThat(firstFault()).isZero();
        assertThat(trail.forget()).isZero();
        asOwner("delete from accounts.audit_entry where seq = 4");
        assertThat(firstFault()).as("missing, not forgotten").isEqualTo(4);
    }

    /** An intruder with the accounts' role cannot wipe what they did. */
    @Test
    void databaseErasesNoEntryThatIsYoung() {
        record(2);
        assertThat(test.database()
                        .accounts()
                        .sql("select accounts.forget_audit(now())")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(trail.before(Long.MAX_VALUE, 10)).hasSize(2);
        assertThatThrownBy(() -> test.database()
                        .accounts()
                        .sql("update accounts.audit_root set seq = 2 returning 1")
                        .query(Long.class)
                        .single())
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void writersAtTheSameTimeMakeOneChain() throws Exception {
        List<Future<?>> writers = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 40; i++) {
                writers.add(pool.submit(() -> trail.record(entry("campaign.begun", "campaign:1"))));
            }
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        assertThat(trail.about("campaign:1", 100)).hasSize(40);
        assertThat(firstFault()).isZero();
    }

    /** The first entry that is missing, altered or out of place; 0 when there is none. */
    private long firstFault() {
        TrailFinding.Collector findings = new TrailFinding.Collector();
        trail.check(List.of(), new NoPapers(), findings);
        return findings.all().isEmpty() ? 0 : findings.all().getFirst().entry();
    }

    private void record(int entries) {
        for (int i = 0; i < entries; i++) {
            trail.record(entry("submission.received", "submission:" + i));
        }
    }

    private void asOwner(String sql) {
        JdbcClient.create(test.owner()).sql(sql).update();
    }

    private static AuditEntry entry(String action, String subject) {
        return new AuditEntry("member:1", action, subject, Map.of("rows", "12", "file", "callable"));
    }
}
