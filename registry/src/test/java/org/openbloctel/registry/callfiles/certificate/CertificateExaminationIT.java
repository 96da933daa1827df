package org.openbloctel.registry.callfiles.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.doctor.Defect;
import org.openbloctel.registry.platform.doctor.Defects;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.engine.ScrubReport;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The doctor recomputes the mark of each certificate, and compares its list with the one that can be rebuilt. */
final class CertificateExaminationIT {
    private static final Issuer ISSUER = new Issuer("OpenBloctel", "https://bloctel.example.org");
    private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");

    private final TestDatabase test = TestDatabase.create();
    private final MasterKeys master = MasterKeys.generate();
    private final Certificates certificates = new Certificates(
            test.database(), master, new AuditTrail(test.database(), master, () -> NOW), () -> NOW, ISSUER);
    private CertificateExamination.Rebuilt rebuilt = revision -> Optional.empty();

    private List<Defects.Found> examine() throws IOException {
        Defects defects = new Defects();
        new CertificateExamination(
                        test.database(),
                        master,
                        certificates,
                        submission -> List.of(),
                        revision -> rebuilt.at(revision))
                .run(defects);
        return defects.found();
    }

    private static ScrubReport.ListUsed exact() {
        return CertificateSamples.request(UUID.randomUUID(), "a.csv").list();
    }

    private Certificates.Issued issue() {
        CertificateRequest sample = CertificateSamples.request(UUID.randomUUID(), "prospects.csv");
        return certificates.issue(new CertificateRequest(
                sample.submission(),
                sample.submittedBy(),
                sample.principal(),
                null,
                sample.report().byList(certificates.published(sample.list())),
                sample.list(),
                sample.outputs()));
    }

    /** As versions before issued it: with the content digest itself, and nothing beside it. */
    private UUID issuedBefore() {
        CertificateRequest sample = CertificateSamples.request(UUID.randomUUID(), "prospects.csv");
        UUID id = UUID.randomUUID();
        Instant expires = Instant.parse("2026-12-25T23:00:00Z");
        String json = Content.json(
                id,
                ISSUER,
                NOW,
                new CertificateRequest(
                        sample.submission(),
                        sample.submittedBy(),
                        sample.principal(),
                        null,
                        sample.report().byList(sample.list()),
                        sample.list(),
                        sample.outputs()),
                new AuditTrail(test.database(), master, () -> NOW).head());
        Jws.SigningKey key = new SigningKeys(test.database(), master, () -> NOW).current();
        test.database()
                .rows(CertificateRows.class)
                .insert(id, sample.submission(), key.kid(), NOW, expires, Jws.signed(key, json), new byte[0]);
        owner("update accounts.certificate set list_sealed = null where id = ?", id);
        return id;
    }

    private void owner(String sql, Object... parameters) {
        JdbcClient.create(test.owner()).sql(sql).params(parameters).update();
    }

    @Test
    void markIsRecomputedFromWhatTheCertificateKeeps() throws IOException {
        Certificates.Issued issued = issue();
        assertThat(issued.json()).contains("\"digest\":\"hmac-sha256:").doesNotContain(exact().digest());
        assertThat(examine()).isEmpty();
    }

    @Test
    void equalContentHasAnotherMarkInEachRevisionAndOnEachService() {
        ScrubReport.ListUsed next = new ScrubReport.ListUsed(13, exact().numbers(), exact().digest(), exact().time());
        String mark = certificates.published(exact()).digest();
        assertThat(certificates.published(next).digest()).isNotEqualTo(mark);
        Certificates other = new Certificates(
                test.database(), master, new AuditTrail(test.database(), master, () -> NOW), () -> NOW, ISSUER);
        assertThat(other.published(exact()).digest()).as("another server").isEqualTo(mark);
        TestDatabase elsewhere = TestDatabase.create();
        assertThat(new Certificates(
                                elsewhere.database(),
                                master,
                                new AuditTrail(elsewhere.database(), master, () -> NOW),
                                () -> NOW,
                                ISSUER)
                        .published(exact())
                        .digest())
                .isNotEqualTo(mark);
    }

    @Test
    void certificateWhoseSealIsLostAlteredOrOfAnotherOneIsNamed() throws IOException {
        List<UUID> damaged = List.of(issue().id(), issue().id(), issue().id());
        issue();
        owner("update accounts.certificate set list_sealed = null where id = ?", damaged.get(0));
        owner(
                "update accounts.certificate set list_sealed = set_byte(list_sealed, 20, get_byte(list_sealed, 20) # 1) where id = ?",
                damaged.get(1));
        UUID other = issue().id();
        owner(
                "update accounts.certificate set list_sealed = (select list_sealed from accounts.certificate where id = ?) where id = ?",
                other,
                damaged.get(2));
        assertThat(examine()).singleElement().satisfies(found -> {
            assertThat(found.defect()).isEqualTo(Defect.CERTIFICATE_OF_OTHER_LIST);
            assertThat(found.subjects())
                    .containsExactlyInAnyOrderElementsOf(
                            damaged.stream().map(UUID::toString).toList());
        });
    }

    @Test
    void listIsComparedWithTheOneThatCanBeRebuilt() throws IOException {
        String id = issue().id().toString();
        String before = issuedBefore().toString();
        ScrubReport.ListUsed right = exact();
        rebuilt = revision -> Optional.of(right);
        assertThat(examine()).isEmpty();
        String content = right.digest().replace('0', '1');
        for (ScrubReport.ListUsed wrong : List.of(
                new ScrubReport.ListUsed(right.revision(), right.numbers(), content, right.time()),
                new ScrubReport.ListUsed(right.revision(), right.numbers() + 1, right.digest(), right.time()))) {
            rebuilt = revision -> Optional.of(wrong);
            assertThat(examine())
                    .singleElement()
                    .satisfies(found -> assertThat(found.subjects()).containsExactlyInAnyOrder(id, before));
        }
        rebuilt = revision -> Optional.of(new ScrubReport.ListUsed(
                right.revision(), 1, content, right.time().plusSeconds(1)));
        assertThat(examine()).as("a revision of another history").isEmpty();
    }
}
