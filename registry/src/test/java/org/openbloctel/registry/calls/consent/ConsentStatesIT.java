package org.openbloctel.registry.calls.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;
import org.openbloctel.law.Topic;
import org.openbloctel.registry.platform.filevault.DiskRoom;
import org.openbloctel.registry.platform.filevault.FolderFiles;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;

/** What becomes of a claim: completed once by its company, confirmed by the person, proved by a file. */
final class ConsentStatesIT {
    private static final UUID COMPANY = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);
    private static final byte[] PROOF = "le formulaire, signé".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private final ConsentWorld world = new ConsentWorld();
    private final Consents consents = world.consents;
    private final CompanyConsents listed = new CompanyConsents(world.database, world.clock);
    private final ConsentRows rows = world.database.rows(ConsentRows.class);

    @BeforeEach
    void companies() {
        world.company(COMPANY, "000000018");
        world.company(OTHER, "000000026");
    }

    private UUID recorded(String reference) {
        return Objects.requireNonNull(
                consents.record(COMPANY, "key:1", false, List.of(ConsentWorld.claim(reference, "0639980001", null)))
                        .getFirst()
                        .id());
    }

    private void set(String what) {
        world.owner().sql("update accounts.consent set " + what).update();
    }

    private Set<Sector> sectors(UUID consent) {
        return listed.one(COMPANY, consent).sectors();
    }

    private static Refusal refusal(Runnable work) {
        try {
            work.run();
        } catch (RefusedException e) {
            return e.refusal();
        }
        throw new AssertionError("not refused");
    }

    private List<String> audited() {
        return world.audit.about("company:" + COMPANY, 9).stream()
                .map(entry -> entry.entry().action())
                .toList();
    }

    @Test
    void claimOfBeforeIsCompletedOnceByWhoRecordedIt() {
        UUID id = recorded("r-1");
        set("sectors = '{}'");
        assertThat(listed.page(COMPANY, "", GivenConsent.State.INCOMPLETE, 0)).hasSize(1);
        assertThat(refusal(() -> consents.nameSubject(OTHER, "member:2", id, subject("press"), true)))
                .isEqualTo(new RequestRefusal.NotFound());
        assertThat(refusal(() -> consents.nameSubject(COMPANY, "member:1", id, null, true)))
                .isEqualTo(new LawRefusal.ConsentSectors());
        assertThat(refusal(() -> consents.nameSubject(COMPANY, "member:1", id, subject("press"), false)))
                .isEqualTo(new LawRefusal.ConsentSectors());
        consents.nameSubject(COMPANY, "member:1", id, subject("press"), true);
        assertThat(sectors(id)).containsExactly(Sector.PRESS);
        assertThat(listed.one(COMPANY, id).completedAt()).isEqualTo(world.now);
        assertThat(audited()).contains("consent.completed");
        assertThat(refusal(() -> consents.nameSubject(COMPANY, "member:1", id, subject("bank"), true)))
                .isEqualTo(new LawRefusal.ConsentNotIncomplete());
        assertThat(listed.page(COMPANY, "", GivenConsent.State.INCOMPLETE, 0)).isEmpty();
    }

    @Test
    void claimOfBeforeIsCompletedByClaimingItAgain() {
        UUID id = recorded("r-1");
        set("sectors = '{}'");
        assertThat(recorded("r-1")).isEqualTo(id);
        assertThat(sectors(id)).containsExactly(Sector.OTHER);
        assertThat(audited()).contains("consent.completed");
        assertThat(recorded("r-1")).isEqualTo(id);
        assertThat(audited()).filteredOn("consent.completed"::equals).hasSize(1);
    }

    @Test
    void claimAgainWithASubjectIsRefusedOnceThePersonConfirmedWithoutOne() {
        UUID id = recorded("r-1");
        ClaimedConsent claim = ConsentWorld.claim("r-1", "0639980001", null);
        ClaimedConsent named = Claims.withSubject(claim, "home-security");
        assertThat(rows.confirm(id, world.now)).isTrue();
        Consents.Answer answer =
                consents.record(COMPANY, "key:1", false, List.of(named)).getFirst();
        assertThat(answer.refusal()).isEqualTo(new LawRefusal.ConsentNotIncomplete());
        assertThat(answer.id()).isNull();
        assertThat(audited()).doesNotContain("consent.completed");
    }

    @Test
    void claimWithoutEvidenceIsNotCompleted() {
        UUID id = recorded("r-1");
        set("sectors = '{}', evidence = 'sha256:" + "0".repeat(64) + "'");
        assertThat(refusal(() -> consents.nameSubject(COMPANY, "member:1", id, subject("press"), true)))
                .isEqualTo(new LawRefusal.EmptyEvidence());
        assertThat(sectors(id)).isEmpty();
    }

    @Test
    void onlyAConsentThatIsOpenAndCompleteIsConfirmedAndThenNoLongerChanged() {
        UUID id = recorded("r-1");
        set("sectors = '{}'");
        assertThat(rows.confirm(id, world.now)).as("nobody knows for what").isFalse();
        set("sectors = '{press}'");
        assertThat(rows.confirm(id, world.now)).isTrue();
        assertThat(rows.confirm(id, world.now)).isFalse();
        RecordedConsent found = consents.of(List.of(new Consents.Pair(COMPANY, 33639980001L)))
                .getFirst()
                .getFirst();
        assertThat(found.confirmed()).isTrue();
        assertThat(found.direct()).isFalse();
        assertThat(found.reference()).isEqualTo("r-1");
        assertThat(listed.one(COMPANY, id).confirmedAt()).isEqualTo(world.now);
        UUID withdrawn = recorded("r-2");
        set("withdrawn_at = now()");
        assertThat(rows.confirm(withdrawn, world.now)).isFalse();
    }

    @Test
    void bestConsentIsTheOneOfTheSectorThatThePersonConfirmed() {
        recorded("r-1");
        UUID second = recorded("r-2");
        recorded("r-3");
        world.owner()
                .sql("update accounts.consent set until = until - interval '9 days' where id = ?")
                .param(second)
                .update();
        List<RecordedConsent> all =
                consents.of(List.of(new Consents.Pair(COMPANY, 33639980001L))).getFirst();
        assertThat(best(all, Sector.OTHER).id()).isNotEqualTo(second);
        rows.confirm(second, world.now);
        all = consents.of(List.of(new Consents.Pair(COMPANY, 33639980001L))).getFirst();
        assertThat(best(all, Sector.OTHER).id()).isEqualTo(second);
        world.owner()
                .sql("update accounts.consent set sectors = '{press}' where id = ?")
                .param(second)
                .update();
        all = consents.of(List.of(new Consents.Pair(COMPANY, 33639980001L))).getFirst();
        assertThat(best(all, Sector.OTHER).id()).isNotEqualTo(second);
        assertThat(best(all, Sector.PRESS).id()).isEqualTo(second);
    }

    private static Subject subject(String id) {
        return Subject.of(id).orElseThrow();
    }

    private RecordedConsent best(List<RecordedConsent> all, Sector sector) {
        return Consents.best(all, Topic.of(sector), LocalDate.EPOCH, world.now, null)
                .orElseThrow();
    }

    @Test
    void bestConsentOfAPersonWhoRefusedIsOneThatTheyGaveSince() {
        UUID before = recorded("r-1");
        UUID since = recorded("r-2");
        world.owner()
                .sql(
                        "update accounts.consent set given_at = given_at - interval '9 days', until = until + interval '9 days'"
                                + " where id = ?")
                .param(before)
                .update();
        Instant refused = Instant.parse("2026-11-20T10:00:00Z");
        List<RecordedConsent> all =
                consents.of(List.of(new Consents.Pair(COMPANY, 33639980001L))).getFirst();
        assertThat(Consents.best(all, Topic.of(Sector.OTHER), LocalDate.EPOCH, world.now, refused))
                .hasValueSatisfying(one -> assertThat(one.id()).isEqualTo(since));
        assertThat(best(all, Sector.OTHER).id())
                .as("without a refusal, the one that ends last")
                .isEqualTo(before);
    }

    @Test
    void oneDigestUnderVeryManyConsentsIsNoticed() {
        String digest = ConsentWorld.claim("r-0", "0639980001", null).evidence();
        List<ClaimedConsent> claims = Stream.iterate(1, i -> i + 1)
                .limit(CompanyConsents.MANY)
                .map(i -> ConsentWorld.claim("r-" + i, "0639980001", null))
                .toList();
        consents.record(COMPANY, "key:1", false, claims.subList(1, claims.size()));
        assertThat(listed.repeated(COMPANY, List.of(digest))).isEmpty();
        consents.record(COMPANY, "key:1", false, claims);
        assertThat(listed.repeated(COMPANY, List.of(digest, digest))).containsExactly(digest);
        assertThat(listed.repeated(OTHER, List.of(digest))).isEmpty();
    }

    private EvidenceFiles evidence() throws IOException {
        Path evidence = folder.resolve("evidence");
        FolderFiles files = FolderFiles.in(evidence, DiskRoom.of("evidence", evidence));
        return new EvidenceFiles(world.database, world.clock, world.audit, world.keys, files);
    }

    private static ByteArrayInputStream stream(byte[] content) {
        return new ByteArrayInputStream(content);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("evidence"))) {
            return files.toList();
        }
    }

    @Test
    void fileOfEvidenceIsKeptEncryptedAndGoesWithItsConsent() throws Exception {
        UUID id = recorded("r-1");
        EvidenceFiles evidence = evidence();
        assertThat(evidence.get(COMPANY, id)).isEmpty();
        assertThatThrownBy(() -> evidence.put(COMPANY, "key:1", id, stream(PROOF)))
                .as("another digest was claimed")
                .extracting(e -> ((RefusedException) e).refusal())
                .isEqualTo(new LawRefusal.OtherEvidence());
        set("evidence = 'sha256:" + "0".repeat(64) + "'");
        EvidenceFiles.Kept kept = evidence.put(COMPANY, "key:1", id, stream(PROOF));
        assertThat(kept).isEqualTo(new EvidenceFiles.Kept(EvidenceDigest.of(PROOF), PROOF.length));
        assertThat(listed.one(COMPANY, id).evidence()).isEqualTo(kept.digest());
        assertThat(evidence.put(COMPANY, "key:1", id, stream(PROOF))).isEqualTo(kept);
        assertThat(files()).hasSize(1);
        assertThat(new String(Files.readAllBytes(files().getFirst()), StandardCharsets.ISO_8859_1))
                .doesNotContain("formulaire");
        assertThat(evidence.get(COMPANY, id).orElseThrow()).isEqualTo(PROOF);
        assertThatThrownBy(() -> evidence.get(OTHER, id)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> evidence.put(OTHER, "key:2", id, stream(PROOF)))
                .isInstanceOf(RefusedException.class);
        Files.setLastModifiedTime(files().getFirst(), FileTime.from(world.now.minus(Duration.ofDays(1))));
        assertThat(evidence.sweep()).isZero();
        world.now = world.now.plus(Duration.ofDays(4 * 366));
        assertThat(consents.forget()).isEqualTo(1);
        assertThat(evidence.sweep()).isEqualTo(1);
        assertThat(files()).isEmpty();
    }

    @Test
    void trivialAndHugeFilesAreNoEvidence() throws Exception {
        UUID id = recorded("r-1");
        EvidenceFiles evidence = evidence();
        assertThatThrownBy(() -> evidence.put(COMPANY, "key:1", id, stream(new byte[0])))
                .extracting(e -> ((RefusedException) e).refusal())
                .isEqualTo(new LawRefusal.EmptyEvidence());
        assertThatThrownBy(() -> evidence.put(COMPANY, "key:1", id, stream(new byte[EvidenceFiles.MAX_BYTES + 1])))
                .extracting(e -> ((RefusedException) e).refusal())
                .isEqualTo(new LawRefusal.EvidenceTooLarge(10));
        assertThat(files()).isEmpty();
    }

    @Test
    void claimWithAConstantDigestIsRefused() {
        ClaimedConsent claim = ConsentWorld.claim("r-1", "0639980001", null);
        ClaimedConsent constant = new ClaimedConsent(
                claim.reference(),
                claim.number(),
                claim.givenAt(),
                claim.until(),
                null,
                claim.thirdParties(),
                claim.goods(),
                claim.sectors(),
                claim.subject(),
                claim.text(),
                claim.channel(),
                true,
                true,
                true,
                "sha256:" + "0".repeat(64),
                null);
        assertThat(consents.record(COMPANY, "key:1", false, List.of(constant))
                        .getFirst()
                        .refusal())
                .isEqualTo(new LawRefusal.EmptyEvidence());
    }
}
