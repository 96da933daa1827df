package org.openbloctel.registry.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.callfiles.certificate.CertificateSamples;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.callfiles.certificate.Issuer;
import org.openbloctel.registry.platform.audit.TrailFinding.Kind;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.doctor.Defects;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The owner of the database cuts the trail's end and sets its head back: it agrees with itself, and with nothing that saw it before. What a
 * restored backup lacks looks the same, until people accept it.
 */
final class LostEntriesIT {
    private static final int ENTRIES = 60;

    private final TestDatabase test = TestDatabase.create();
    private final JdbcClient owner = JdbcClient.create(test.owner());
    private final MasterKeys keys = MasterKeys.generate();
    private Instant now = Instant.parse("2026-12-01T08:00:00Z");
    private final Server one = new Server();

    @TempDir
    private Path folder;

    /** A server with its memory. */
    private final class Server {
        private final AuditTrail trail = new AuditTrail(test.database(), keys, () -> now);
        private final List<Link> alarms = new ArrayList<>();
        private final List<Link> sent = new ArrayList<>();

        private Checkpoints checkpoints() {
            return checkpointsOf(trail);
        }

        private TrailWatch watch() {
            return new TrailWatch(
                    trail, checkpoints(), () -> now, (seen, head) -> alarms.addAll(List.of(seen, head)), sent::add);
        }

        private Restores restores() {
            return new Restores(test.database(), trail, checkpoints());
        }

        private void record(int entries) {
            for (int i = 0; i < entries; i++) {
                trail.record(new AuditEntry("member:1", "test.one", "submission:" + i, Map.of("rows", "12")));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 50})
    void checkAndDoctorMissTheEntryThatACertificateNames(int cut) {
        one.record(ENTRIES);
        certificates(one.trail).issue(CertificateSamples.request(UUID.randomUUID(), "prospects.csv"));
        assertThat(doctor()).isEmpty();
        cutTail(ENTRIES - cut);
        assertThat(new Server().checkpoints().check().findings())
                .extracting(TrailFinding::kind, TrailFinding::entry, TrailFinding::at)
                .containsExactly(tuple(Kind.CERTIFIED, (long) ENTRIES, Optional.of(now)));
        assertThat(doctor()).containsExactly("DR-213");
        new Server().record(cut + 3);
        assertThat(doctor()).as("also when the trail has grown again").containsExactly("DR-213");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 50})
    void runningServerAlarmsWithinTenSecondsAndEntriesWaitWhileActsGoOn(int cut) {
        TrailWatch watch = one.watch();
        one.record(ENTRIES);
        watch.tick();
        Link seen = one.trail.head();
        cutTail(ENTRIES - cut);
        now = now.plus(TrailWatch.TICK);
        watch.tick();
        assertThat(one.alarms).containsExactly(seen, one.trail.head());
        one.record(2);
        watch.tick();
        assertThat(one.alarms).as("once").hasSize(2);
        assertThat(one.trail.chainLeft(Duration.ofSeconds(-1))).isZero();
        assertThat(count("audit_entry")).isEqualTo(ENTRIES - cut);
        assertThat(count("audit_waiting")).isEqualTo(2);
        assertThat(one.trail.isContradicted()).isTrue();
        assertThat(doctor()).as("without the server").containsExactly("DR-214");
    }

    @Test
    void serverChainsNothingBehindACutThatItMeetsBeforeItsWatch() {
        one.record(10);
        cutTail(9);
        one.record(1);
        assertThat(count("audit_entry")).isEqualTo(9);
        assertThat(one.checkpoints().check().findings())
                .extracting(TrailFinding::kind, TrailFinding::entry)
                .containsExactly(tuple(Kind.SEEN, 10L));
        one.watch().tick();
        assertThat(one.alarms).hasSize(2);
    }

    /** The owner has the code and no key: the entries that they put in the place of others have other hashes. */
    @Test
    void tailThatIsReplacedByAsManyForgedEntriesIsFound() {
        one.record(10);
        cutTail(5);
        Link link = one.trail.head();
        for (int i = 0; i < 5; i++) {
            AuditEntry entry = new AuditEntry("member:1", "test.two", "submission:" + i, Map.of());
            link = link.next(Hashing.PLAIN, now, entry);
            owner.sql("insert into accounts.audit_entry values (?, ?::timestamptz, ?, ?, ?, '{}', ?)")
                    .params(link.seq(), now.toString(), "member:1", "test.two", "submission:" + i, link.hash())
                    .update();
        }
        owner.sql("update accounts.audit_head set seq = ?, hash = ?")
                .params(link.seq(), link.hash())
                .update();
        one.watch().tick();
        assertThat(one.alarms)
                .containsExactly(one.trail.lost(List.of()).getFirst().head(), link);
        assertThat(new Server().checkpoints().check().findings())
                .as("by the seal")
                .extracting(TrailFinding::kind, TrailFinding::entry)
                .contains(tuple(Kind.ENTRY, 6L));
    }

    @Test
    void serverThatStartsFindsTheCutByTheHeadsInTheFolder() {
        one.record(10);
        one.watch().stop();
        cutTail(9);
        Server next = new Server();
        TrailWatch watch = next.watch();
        watch.tick();
        assertThat(next.alarms).hasSize(2);
        next.record(1);
        assertThat(count("audit_waiting")).isEqualTo(1);
        assertThat(next.sent).as("a head that is not to be trusted stays here").isEmpty();
    }

    @Test
    void otherServerLearnsWithinTenMinutesWhatOneSaw() {
        Server other = new Server();
        TrailWatch watch = other.watch();
        watch.tick();
        one.record(10);
        cutTail(9);
        one.watch().tick();
        now = now.plus(Duration.ofMinutes(10));
        watch.tick();
        assertThat(other.alarms).hasSize(2);
    }

    @Test
    void acceptedLossIsExplainedAndEntriesThatWaitedAreChained() {
        Server other = new Server();
        one.record(10);
        one.checkpoints().take();
        now = now.plusSeconds(1);
        one.record(2);
        certificates(one.trail).issue(CertificateSamples.request(UUID.randomUUID(), "prospects.csv"));
        other.trail.lost(List.of());
        cutTail(8);
        owner.sql("delete from accounts.audit_checkpoint").update();
        one.record(1);
        TrailWatch watch = one.watch();
        watch.tick();
        Restores.Loss loss = one.restores().find().orElseThrow();
        assertThat(loss.from()).isEqualTo(9);
        assertThat(loss.seen().seq()).isEqualTo(12);
        one.restores().accept(loss, "staff:1");
        now = now.plusSeconds(10);
        watch.tick();
        other.watch().tick();
        assertThat(other.alarms).isEmpty();
        assertThat(one.restores().find()).isEmpty();
        assertThat(one.trail.chainLeft(Duration.ofSeconds(-1))).isEqualTo(1);
        other.record(1);
        one.record(1);
        assertThat(one.trail.find(new AuditTrail.Filter("", "audit.restore", ""), 99, 2))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.seq()).isEqualTo(9);
                    assertThat(entry.entry().details())
                            .containsEntry("from", "9")
                            .containsEntry("seen", "12");
                });
        assertThat(doctor()).isEmpty();
        now = now.plus(Duration.ofDays(1));
        assertThat(one.checkpoints().take()).as("numbers go on").isEqualTo(2);
        assertThat(doctor()).isEmpty();
        assertThat(count("audit_entry")).isEqualTo(12);
    }

    @Test
    void cutBehindAnAcceptedLossIsFoundAgain() {
        one.record(10);
        cutTail(8);
        one.restores().accept(one.restores().find().orElseThrow(), "staff:1");
        now = now.plusSeconds(10);
        TrailWatch watch = one.watch();
        watch.tick();
        one.record(3);
        now = now.plusSeconds(10);
        cutTail(10);
        watch.tick();
        assertThat(one.alarms).hasSize(2);
        assertThat(doctor()).containsExactly("DR-214");
    }

    @Test
    void acceptanceThatTheOwnerWritesIsNone() {
        one.record(10);
        one.watch().tick();
        cutTail(8);
        AuditEntry entry = new AuditEntry("staff:1", TrailCheck.AcceptedRestore.ACTION, "audit", Map.of("from", "9"));
        Link forged = one.trail.head().next(Hashing.PLAIN, now, entry, "from", "9");
        owner.sql("insert into accounts.audit_entry values (9, ?::timestamptz, ?, ?, ?, '{from,9}', ?)")
                .params(now.toString(), entry.actor(), entry.action(), entry.subject(), forged.hash())
                .update();
        owner.sql("update accounts.audit_head set seq = 9, hash = ?")
                .param(forged.hash())
                .update();
        one.watch().tick();
        assertThat(one.alarms).hasSize(2);
        assertThat(doctor()).contains("DR-201", "DR-214");
    }

    /** Put back from another copy: nothing is lost, and nobody has to accept anything. */
    @Test
    void entriesThatComeBackEndTheAlarm() {
        one.record(10);
        Link head = one.trail.head();
        owner.sql("create table kept as select * from accounts.audit_entry").update();
        cutTail(8);
        TrailWatch watch = one.watch();
        watch.tick();
        owner.sql("insert into accounts.audit_entry select * from kept where seq > 8")
                .update();
        owner.sql("update accounts.audit_head set seq = ?, hash = ?")
                .params(head.seq(), head.hash())
                .update();
        watch.tick();
        assertThat(one.trail.isContradicted()).isFalse();
        one.record(1);
        assertThat(count("audit_entry")).isEqualTo(11);
    }

    @Test
    void headsLeaveAtStartAndStopAndEveryTenMinutesAndAfterTwoHundredEntries() throws IOException {
        TrailWatch watch = one.watch();
        one.record(1);
        watch.tick();
        assertThat(seqs(one.sent)).as("start").containsExactly(1L);
        one.record(1);
        now = now.plus(TrailWatch.TICK);
        watch.tick();
        assertThat(one.sent).hasSize(1);
        now = now.plus(Duration.ofMinutes(10));
        watch.tick();
        assertThat(seqs(one.sent)).as("ten minutes").containsExactly(1L, 2L);
        one.record(200);
        watch.tick();
        assertThat(seqs(one.sent)).as("200 entries").containsExactly(1L, 2L, 202L);
        now = now.plus(Duration.ofMinutes(10));
        watch.tick();
        assertThat(one.sent).as("nothing is new").hasSize(3);
        one.record(1);
        watch.stop();
        assertThat(seqs(one.sent)).as("stop").containsExactly(1L, 2L, 202L, 203L);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .hasSize(4)
                    .allMatch(name -> name.matches("head-20261201[0-9]{6}-[0-9a-f]{16}\\.jws"));
        }
    }

    @Test
    void oldHeadsLeaveTheFolderButForTheLatest() {
        CheckpointFolder heads = new CheckpointFolder(folder);
        for (int i = 0; i < 503; i++) {
            heads.addHead(now.plusSeconds(i), "head " + i);
        }
        heads.forgetHeads(now);
        assertThat(heads.heads()).hasSize(503);
        heads.forgetHeads(now.plus(Duration.ofDays(4)));
        assertThat(heads.heads()).hasSize(500).startsWith("head 3").endsWith("head 502");
    }

    @Test
    @Tag("check-long")
    void serversThatWriteAtOnceContradictNoneOfThem() throws Exception {
        List<Server> servers = List.of(one, new Server(), new Server());
        List<Callable<Object>> work = new ArrayList<>();
        for (Server server : servers) {
            TrailWatch watch = server.watch();
            for (int thread = 0; thread < 4; thread++) {
                work.add(() -> {
                    for (int i = 0; i < 30; i++) {
                        server.record(1);
                        watch.tick();
                        server.trail.chainLeft(Duration.ZERO);
                    }
                    return true;
                });
            }
        }
        AtOnce.all(work);
        assertThat(servers).allSatisfy(server -> assertThat(server.alarms).isEmpty());
        assertThat(count("audit_entry")).isEqualTo(360);
        assertThat(doctor()).isEmpty();
    }

    private static List<Long> seqs(List<Link> links) {
        return links.stream().map(Link::seq).toList();
    }

    private Certificates certificates(AuditTrail of) {
        return new Certificates(
                test.database(), keys, of, () -> now, new Issuer("OpenBloctel", "https://bloctel.example.org"));
    }

    private Checkpoints checkpointsOf(AuditTrail of) {
        return new Checkpoints(
                test.database(), of, certificates(of).checkpointSigner(), new CheckpointFolder(folder), () -> now);
    }

    /** The codes of what the doctor finds, who only reads. */
    private List<String> doctor() {
        Defects defects = new Defects();
        AuditTrail read = AuditTrail.readOnly(test.database(), keys, () -> now);
        new TrailExamination(checkpointsOf(read), read, () -> now).run(defects);
        return defects.found().stream().map(found -> found.defect().code()).toList();
    }

    private void cutTail(long last) {
        owner.sql("delete from accounts.audit_entry where seq > ?").param(last).update();
        owner.sql(
                        "update accounts.audit_head set (seq, hash) = (select seq, hash from accounts.audit_entry where seq = ?)")
                .param(last)
                .update();
    }

    private long count(String table) {
        return owner.sql("select count(*) from accounts." + table)
                .query(Long.class)
                .single();
    }
}
