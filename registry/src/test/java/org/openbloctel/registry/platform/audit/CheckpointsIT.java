package org.openbloctel.registry.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.callfiles.certificate.Issuer;
import org.openbloctel.registry.platform.audit.TrailFinding.Kind;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.doctor.Defects;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The owner of the database cuts, rewrites and hashes anew, and is found each time: they have no key, and no way to the folder. */
final class CheckpointsIT {
    private final TestDatabase test = TestDatabase.create();
    private final JdbcClient owner = JdbcClient.create(test.owner());
    private final MasterKeys keys = MasterKeys.generate();
    private Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private AuditTrail trail = new AuditTrail(test.database(), keys, () -> now);

    @TempDir
    private Path folder;

    @Test
    void soundTrailAgreesWithItsCheckpoints() throws IOException {
        record(5);
        assertThat(checkpoints().take()).isEqualTo(1);
        assertThat(checkpoints().take()).as("one a day").isEqualTo(1);
        record(3);
        now = now.plus(Duration.ofDays(1));
        assertThat(checkpoints().take()).isEqualTo(2);
        Checkpoints.Checked checked = checkpoints().check();
        assertThat(checked.findings()).isEmpty();
        assertThat(checked.checkpoints()).isEqualTo(2);
        assertThat(checked.latest()).contains(now);
        assertThat(files()).hasSize(2);
        assertThat(Base64.getUrlDecoder()
                        .decode(Files.readString(files().getFirst()).split("\\.", -1)[1]))
                .asString(StandardCharsets.UTF_8)
                .startsWith(
                        "{\"format\":1,\"n\":1,\"at\":\"2026-11-25T08:00:00Z\",\"entries\":5,\"head\":{\"seq\":5,\"hash\":\"");
    }

    @Test
    void rewrittenEntryWhoseChainIsHashedAnewIsFoundEvenWithoutACheckpoint() {
        record(5);
        owner.sql("update accounts.audit_entry set actor = 'member:2' where seq = 3")
                .update();
        hashAnew(1);
        restart();
        assertThat(found(checkpoints())).extracting(TrailFinding::kind).containsExactly(Kind.ENTRY);
        assertThat(found(checkpoints()).getFirst().entry()).isEqualTo(1);
    }

    @Test
    void entryThatIsRewrittenWithAKeyOfTheOwnersOwnIsFoundByTheCheckpoint() {
        record(5);
        checkpoints().take();
        record(2);
        owner.sql("update accounts.audit_entry set actor = 'member:2' where seq = 3")
                .update();
        // Without the seal, and plain: as a trail looks that was never sealed. The server seals it anew at its next
        // start.
        owner.sql("delete from accounts.audit_seal").update();
        hashAnew(1);
        restart();
        assertThat(found(checkpoints()))
                .extracting(TrailFinding::kind, TrailFinding::entry, TrailFinding::checkpoint)
                .containsExactly(tuple(Kind.REWRITTEN, 5L, 1L));
        assertThat(doctor()).containsExactly("DR-204");
        assertThat(trail.sealed().behind()).as("and the page shows since when").isEqualTo(7);
    }

    @Test
    void truncatedTailIsFound() {
        record(5);
        checkpoints().take();
        cutTail(3);
        restart();
        assertThat(found(checkpoints()))
                .extracting(TrailFinding::kind, TrailFinding::entry, TrailFinding::checkpoint, TrailFinding::at)
                .containsExactly(tuple(Kind.TAIL, 3L, 1L, Optional.of(now)));
        assertThat(doctor()).containsExactly("DR-203");
        record(4);
        assertThat(found(checkpoints()))
                .as("also when the trail has grown again")
                .extracting(TrailFinding::kind, TrailFinding::entry)
                .containsExactly(tuple(Kind.REWRITTEN, 5L));
    }

    @Test
    void tailThatIsTruncatedTogetherWithItsCheckpointIsFoundByTheFile() {
        record(5);
        checkpoints().take();
        cutTail(3);
        restart();
        owner.sql("delete from accounts.audit_checkpoint").update();
        assertThat(found(checkpoints()))
                .extracting(TrailFinding::kind, TrailFinding::entry, TrailFinding::checkpoint)
                .containsExactlyInAnyOrder(tuple(Kind.TAIL, 3L, 1L), tuple(Kind.CHECKPOINT_MISSING, 0L, 1L));
    }

    @Test
    void beginningThatIsCutIsFound() {
        record(5);
        checkpoints().take();
        cutBeginning();
        assertThat(found(checkpoints()))
                .extracting(TrailFinding::kind, TrailFinding::entry)
                .containsExactly(tuple(Kind.BEGINNING, 3L));
        assertThat(doctor()).containsExactly("DR-202");
    }

    @Test
    void erasureOfOldEntriesIsNoCut() {
        Instant today = now;
        now = Instant.parse("2015-03-01T08:00:00Z");
        record(2);
        checkpoints().take();
        now = today;
        record(2);
        assertThat(trail.forget()).isEqualTo(2);
        checkpoints().take();
        assertThat(found(checkpoints())).isEmpty();
        cutBeginning();
        assertThat(found(checkpoints()))
                .extracting(TrailFinding::kind, TrailFinding::entry)
                .containsExactly(tuple(Kind.BEGINNING, 3L));
    }

    @Test
    void missingCheckpointIsFoundByItsFileAndByItsNumber() throws IOException {
        for (int day = 0; day < 3; day++) {
            record(1);
            checkpoints().take();
            now = now.plus(Duration.ofDays(1));
        }
        owner.sql("delete from accounts.audit_checkpoint where n = 2").update();
        assertThat(found(checkpoints()))
                .extracting(TrailFinding::kind, TrailFinding::checkpoint)
                .containsExactly(tuple(Kind.CHECKPOINT_MISSING, 2L));
        Files.delete(files().get(1));
        assertThat(found(checkpoints()))
                .as("nor in the folder")
                .extracting(TrailFinding::kind, TrailFinding::checkpoint)
                .containsExactly(tuple(Kind.CHECKPOINT_MISSING, 2L));
        Files.delete(files().get(1));
        assertThat(found(checkpoints()))
                .extracting(TrailFinding::kind, TrailFinding::checkpoint)
                .containsExactly(tuple(Kind.CHECKPOINT_MISSING, 2L), tuple(Kind.FILE_MISSING, 3L));
        checkpoints().take();
        assertThat(found(checkpoints()))
                .as("files are written again, a row is not")
                .extracting(TrailFinding::kind)
                .containsExactly(Kind.CHECKPOINT_MISSING);
    }

    @Test
    void alteredCheckpointIsFound() {
        record(2);
        checkpoints().take();
        now = now.plus(Duration.ofDays(1));
        record(2);
        checkpoints().take();
        owner.sql(
                        "update accounts.audit_checkpoint set jws = (select jws from accounts.audit_checkpoint where n = 2) where n = 1")
                .update();
        assertThat(found(checkpoints()))
                .extracting(TrailFinding::kind, TrailFinding::checkpoint)
                .containsExactly(tuple(Kind.CHECKPOINT_ALTERED, 1L));
        assertThat(doctor()).containsExactly("DR-208");
        owner.sql("update accounts.audit_checkpoint set jws = 'x' where n = 1").update();
        assertThat(found(checkpoints()))
                .extracting(TrailFinding::kind, TrailFinding::checkpoint)
                .containsExactly(tuple(Kind.CHECKPOINT_ALTERED, 1L));
    }

    @Test
    void checkpointThatIsOverdueIsFound() {
        record(1);
        assertThat(found(checkpoints())).as("a first start").isEmpty();
        now = now.plus(Duration.ofDays(3));
        assertThat(found(checkpoints()))
                .extracting(TrailFinding::kind, TrailFinding::checkpoint)
                .containsExactly(tuple(Kind.OVERDUE, 0L));
        checkpoints().take();
        assertThat(found(checkpoints())).isEmpty();
        now = now.plus(Duration.ofDays(3));
        assertThat(found(checkpoints()))
                .extracting(TrailFinding::kind, TrailFinding::checkpoint)
                .containsExactly(tuple(Kind.OVERDUE, 1L));
    }

    /** A database of before: plain hashes, no seal. */
    @Test
    void olderTrailIsSealedAtTheFirstStartAndKeepsItsEntries() {
        record(4);
        owner.sql("delete from accounts.audit_seal").update();
        hashAnew(1);
        restart();
        assertThat(trail.sealed()).isEqualTo(new AuditTrail.Sealed(4, now));
        assertThat(trail.before(Long.MAX_VALUE, 1).getFirst().entry().action()).isEqualTo("audit.sealed");
        record(2);
        restart();
        assertThat(trail.sealed().behind()).as("once").isEqualTo(4);
        checkpoints().take();
        assertThat(found(checkpoints())).isEmpty();
        owner.sql("update accounts.audit_entry set actor = 'member:2' where seq = 6")
                .update();
        assertThat(found(checkpoints()).getFirst().entry()).isEqualTo(6);
        hashAnew(6);
        assertThat(found(checkpoints()).getFirst().kind()).as("behind the seal").isEqualTo(Kind.ENTRY);
    }

    @Test
    void entryOfAnOlderTrailIsHeldByTheSealSetOnIt() {
        record(4);
        owner.sql("delete from accounts.audit_seal").update();
        hashAnew(1);
        restart();
        owner.sql("update accounts.audit_entry set actor = 'member:2' where seq = 2")
                .update();
        String lastHash = owner.sql("select hash from accounts.audit_entry where seq = 5")
                .query(String.class)
                .single();
        hashAnew(1, 4);
        owner.sql("update accounts.audit_entry set hash = ? where seq = 5")
                .param(lastHash)
                .update();
        assertThat(found(checkpoints())).extracting(TrailFinding::kind).contains(Kind.BEFORE_SEAL);
        assertThat(doctor()).contains("DR-205");
        owner.sql("update accounts.audit_seal set hash = (select hash from accounts.audit_entry where seq = 4)")
                .update();
        assertThat(found(checkpoints()))
                .as("the seal does not move")
                .extracting(TrailFinding::kind)
                .contains(Kind.SEAL_LOST);
    }

    @Test
    void sealThatNoMasterKeyOpensIsSaidAndTheTrailGoesOnUnderANewOne() {
        record(3);
        checkpoints().take();
        trail = new AuditTrail(test.database(), MasterKeys.generate(), () -> now);
        record(2);
        assertThat(found(checkpoints()))
                .extracting(TrailFinding::kind, TrailFinding::entry)
                .containsExactly(tuple(Kind.SEAL_LOST, 0L));
    }

    @Test
    void doctorNamesEntriesThatWaitTooLongAndThoseThatNoServerWrote() {
        record(1);
        checkpoints().take();
        assertThat(doctor()).isEmpty();
        owner.sql(
                        "revoke execute on function accounts.chain_audit, accounts.chain_audit_behind from openbloctel_accounts")
                .update();
        now = now.plusSeconds(1);
        record(1);
        assertThat(doctor()).as("a moment later").isEmpty();
        owner.sql("update accounts.audit_waiting set since = since - interval '2 minutes'")
                .update();
        assertThat(doctor()).containsExactly("DR-211");
        owner.sql("update accounts.audit_waiting set actor = 'member:2'").update();
        assertThat(doctor()).containsExactly("DR-212");
    }

    @Test
    void trailOnWhichNoServerHasStartedIsSound() {
        owner.sql("delete from accounts.audit_seal").update();
        now = now.plus(Duration.ofDays(3));
        assertThat(doctor()).isEmpty();
    }

    private Checkpoints checkpoints() {
        return checkpoints(trail);
    }

    private Checkpoints checkpoints(AuditTrail of) {
        Certificates certificates = new Certificates(
                test.database(), keys, of, () -> now, new Issuer("OpenBloctel", "https://bloctel.example.org"));
        return new Checkpoints(
                test.database(), of, certificates.checkpointSigner(), new CheckpointFolder(folder), () -> now);
    }

    private List<TrailFinding> found(Checkpoints checkpoints) {
        return checkpoints.check().findings();
    }

    /** The codes of what the doctor finds, who only reads. */
    private List<String> doctor() {
        Defects defects = new Defects();
        AuditTrail read = AuditTrail.readOnly(test.database(), keys, () -> now);
        new TrailExamination(checkpoints(read), read, () -> now).run(defects);
        return defects.found().stream().map(found -> found.defect().code()).toList();
    }

    private void restart() {
        trail = new AuditTrail(test.database(), keys, () -> now);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private void cutBeginning() {
        owner.sql(
                        "update accounts.audit_root set seq = 3, hash = (select hash from accounts.audit_entry where seq = 3)")
                .update();
        owner.sql("delete from accounts.audit_entry where seq <= 3").update();
    }

    private void cutTail(long last) {
        owner.sql("delete from accounts.audit_entry where seq > ?").param(last).update();
        owner.sql(
                        "update accounts.audit_head set (seq, hash) = (select seq, hash from accounts.audit_entry where seq = ?)")
                .param(last)
                .update();
    }

    private void hashAnew(long from) {
        hashAnew(from, Long.MAX_VALUE);
    }

    /** As the owner can: they have the code, and no key. */
    private void hashAnew(long from, long to) {
        Link link = from == 1
                ? Link.START
                : new Link(
                        from - 1,
                        owner.sql("select hash from accounts.audit_entry where seq = ?")
                                .param(from - 1)
                                .query(String.class)
                                .single());
        for (AuditEntry.Recorded entry : trail.before(Long.MAX_VALUE, 100).reversed()) {
            if (entry.seq() >= from && entry.seq() <= to) {
                String[] details = owner.sql("select details from accounts.audit_entry where seq = ?")
                        .param(entry.seq())
                        .query((row, n) -> AuditRows.details(row))
                        .single();
                link = link.next(Hashing.PLAIN, entry, details);
                owner.sql("update accounts.audit_entry set hash = ? where seq = ?")
                        .params(link.hash(), link.seq())
                        .update();
            }
        }
        if (to == Long.MAX_VALUE) {
            owner.sql("update accounts.audit_head set hash = ?")
                    .param(link.hash())
                    .update();
        }
    }

    private void record(int entries) {
        for (int i = 0; i < entries; i++) {
            trail.record(new AuditEntry("member:1", "test.one", "submission:" + i, Map.of("rows", "12")));
        }
    }
}
