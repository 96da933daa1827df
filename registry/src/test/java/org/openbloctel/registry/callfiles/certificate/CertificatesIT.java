package org.openbloctel.registry.callfiles.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.Checkpoints;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.rotation.Rewrapping;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is issued verifies, for as long as it is kept, also when keys change; what is altered does not. */
final class CertificatesIT {
    private static final Issuer ISSUER = new Issuer("OpenBloctel", "https://bloctel.example.org");

    private Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private final TestDatabase test = TestDatabase.create();
    private final MasterKeys master = MasterKeys.generate();
    private final AuditTrail audit = new AuditTrail(test.database(), MasterKeys.generate(), () -> now);
    private final Certificates certificates = certificates(master);

    @Test
    void issuedCertificateIsFoundAndVerifies() {
        Certificates.Issued issued = issue();
        assertThat(certificates.find(issued.id())).isEqualTo(issued);
        assertThat(certificates.ofSubmission(issued.submission())).contains(issued);
        assertThat(certificates.verify("\n" + issued.jws() + "\n"))
                .isEqualTo(new Certificates.Verification.Authentic(issued));
        assertThat(issued.json())
                .contains("\"name\":\"Centre d’appels « Exemple » SAS\"", "\"regime\":\"consent-2026\"")
                .contains("\"validUntil\":\"2026-12-25\"", "\"expiresAt\":\"2026-12-25T23:00:00Z\"");
    }

    @Test
    void submissionHasOneCertificateHoweverOftenItIsIssued() throws Exception {
        CertificateRequest request = CertificateSamples.request(UUID.randomUUID(), "prospects.csv");
        Callable<Certificates.Issued> issue = () -> certificates.issue(request);
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<Certificates.Issued>> all = pool.invokeAll(List.of(issue, issue, issue, issue, issue, issue));
            for (Future<Certificates.Issued> one : all) {
                assertThat(one.get()).isEqualTo(all.getFirst().get());
            }
        }
    }

    @Test
    @Tag("check-long")
    void everyAlteredByteIsFound() {
        String jws = issue().jws();
        for (int i = 0; i < jws.length(); i++) {
            byte[] altered = jws.getBytes(StandardCharsets.ISO_8859_1);
            altered[i] ^= 1;
            boolean spelled = Character.isLetterOrDigit(altered[i]) || altered[i] == '-' || altered[i] == '_';
            assertThat(certificates.verify(new String(altered, StandardCharsets.ISO_8859_1)))
                    .as("byte %d", i)
                    .isInstanceOf(
                            spelled
                                    ? Certificates.Verification.NotOurs.class
                                    : Certificates.Verification.Unreadable.class);
        }
    }

    @Test
    void whatEditorsMailsAndTheApiMakeOfACertificateIsRead() {
        Certificates.Issued issued = issue();
        String jws = issued.jws();
        for (String shown : List.of(
                "\uFEFF" + jws + "\r\n",
                jws.replaceAll(".{76}", "$0\r\n"),
                "{\"expired\":false,\"certificate\":" + issued.json() + ",\"jws\":\"" + jws + "\"}",
                "\uFEFF{ \"jws\" : \"" + jws + "\" }")) {
            assertThat(certificates.verify(shown)).isEqualTo(new Certificates.Verification.Authentic(issued));
        }
    }

    /** A header says which key and algorithm: it is compared with ours, and never believed. */
    @Test
    void headerOfAnotherAlgorithmKeyOrTypeIsNotOurs() {
        String jws = issue().jws();
        String content = jws.substring(jws.indexOf('.') + 1, jws.lastIndexOf('.'));
        String ours = decoded(jws.substring(0, jws.indexOf('.')));
        String kid = ours.replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
        assertThat(ours).contains("\"alg\":\"EdDSA\"", "\"typ\":\"" + Jws.TYPE + "\"");
        KeyPair mine = pair();
        String key = Jws.encode(Arrays.copyOfRange(
                mine.getPublic().getEncoded(),
                mine.getPublic().getEncoded().length - 32,
                mine.getPublic().getEncoded().length));
        for (String header : List.of(
                ours.replace("EdDSA", "none"),
                ours.replace("EdDSA", "HS256"),
                ours.replace("EdDSA", "ES256"),
                ours.replace(Jws.TYPE, CheckpointSigner.TYPE),
                ours.replace("}", ",\"jku\":\"https://evil.example/jwks.json\"}"),
                ours.replace("}", ",\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + key + "\"}}"),
                ours.replace(kid, "../" + kid),
                ours)) {
            String signed = Jws.encode(header.getBytes(StandardCharsets.UTF_8)) + "." + content;
            assertThat(certificates.verify(signed + "." + Jws.encode(sign(mine, signed))))
                    .as(header)
                    .isInstanceOf(Certificates.Verification.NotOurs.class);
        }
    }

    /** One key signs both. */
    @Test
    void checkpointIsNoCertificateNorACertificateACheckpoint() {
        Certificates.Issued issued = issue();
        Checkpoints.Signer signer = certificates.checkpointSigner();
        String checkpoint = signer.sign(issued.json());
        assertThat(signer.read(checkpoint)).contains(issued.json());
        assertThat(certificates.verify(checkpoint)).isInstanceOf(Certificates.Verification.NotOurs.class);
        assertThat(signer.read(issued.jws())).isEmpty();
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sign(KeyPair pair, String text) {
        return Ed25519.sign(pair.getPrivate().getEncoded(), text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    @Test
    void whatIsNoSignedFormIsUnreadableAndNotAltered() {
        String jws = issue().jws();
        for (String shown : List.of(
                "",
                "{}",
                "a.b.c",
                "> " + jws,
                jws.substring(1 + jws.indexOf('.')),
                jws.substring(0, jws.length() - 1))) {
            assertThat(certificates.verify(shown)).isInstanceOf(Certificates.Verification.Unreadable.class);
        }
    }

    @Test
    void oldCertificatesVerifyAfterRotationsOfBothKeys() {
        Certificates.Issued old = issue();
        String before = certificates.jwks();
        now = now.plus(Duration.ofDays(1));
        assertThat(certificates.rotateIfOlderThan(1, "system")).isTrue();
        assertThat(kids(certificates.jwks()))
                .hasSize(2)
                .last()
                .isEqualTo(kids(before).getFirst());
        String kid = kids(certificates.jwks()).getFirst();
        Certificates.Issued young = issue();
        assertThat(young.jws())
                .doesNotStartWith(old.jws().substring(0, old.jws().indexOf('.')));
        assertThat(certificates.verify(old.jws())).isInstanceOf(Certificates.Verification.Authentic.class);
        assertThat(privateKeys()).as("private parts that are left").isEqualTo(1);

        MasterKeys rotated = master.rotated();
        // The key that signs, and the one of the marks of lists.
        assertThat(new Rewrapping(test.database(), audit, rotated).run()).isEqualTo(2);
        assertThatThrownBy(this::issue).isInstanceOf(MasterKeys.LostKeyException.class);
        Certificates restarted = certificates(rotated);
        assertThat(restarted.issue(CertificateSamples.request(UUID.randomUUID(), "b.csv")))
                .isNotNull();
        assertThat(restarted.verify(old.jws())).isInstanceOf(Certificates.Verification.Authentic.class);
        assertThat(audit.about("certificate-key:" + kid, 10)).hasSize(1);
    }

    @Test
    void keyIsRotatedWhenItIsOldEnough() {
        issue();
        now = now.plus(Duration.ofDays(89));
        assertThat(certificates.rotateIfOlderThan(90, "system")).isFalse();
        now = now.plus(Duration.ofDays(1));
        assertThat(certificates.rotateIfOlderThan(90, "system")).isTrue();
        assertThat(certificates.rotateIfOlderThan(90, "system")).isFalse();
    }

    @Test
    void serversThatRotateAtOnceMakeOneKey() throws Exception {
        String kid = kids(certificates.jwks()).getFirst();
        now = now.plus(Duration.ofDays(365));
        Callable<Boolean> rotate = () -> certificates(master).rotateIfOlderThan(365, "system");
        Callable<Certificates.Issued> issue = this::issue;
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Future<Certificates.Issued>> issued = new ArrayList<>();
            List<Future<Boolean>> rotated = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                rotated.add(pool.submit(rotate));
                issued.add(pool.submit(issue));
            }
            int made = 0;
            for (Future<Boolean> one : rotated) {
                made += one.get() ? 1 : 0;
            }
            assertThat(made).isEqualTo(1);
            for (Future<Certificates.Issued> one : issued) {
                assertThat(certificates.verify(one.get().jws()))
                        .isInstanceOf(Certificates.Verification.Authentic.class);
            }
        }
        assertThat(kids(certificates.jwks())).hasSize(2).last().isEqualTo(kid);
        assertThat(privateKeys()).isEqualTo(1);
    }

    @Test
    void privateKeyIsOfNoUseWithoutTheMasterKey() {
        issue();
        assertThatThrownBy(() -> certificates(MasterKeys.generate())
                        .issue(CertificateSamples.request(UUID.randomUUID(), "a.csv")))
                .isInstanceOf(MasterKeys.LostKeyException.class);
    }

    @Test
    void certificateOfAnotherServiceIsNotOurs() {
        TestDatabase elsewhere = TestDatabase.create();
        Certificates.Issued foreign = new Certificates(elsewhere.database(), master, audit, () -> now, ISSUER)
                .issue(CertificateSamples.request(UUID.randomUUID(), "a.csv"));
        issue();
        assertThat(certificates.verify(foreign.jws())).isInstanceOf(Certificates.Verification.NotOurs.class);
    }

    @Test
    void alteredRowIsNoCertificate() {
        Certificates.Issued issued = issue();
        asOwner("update accounts.certificate set expires_at = expires_at + interval '1 year'");
        assertUnknown(issued.id());
        asOwner("update accounts.certificate set expires_at = expires_at - interval '1 year'");
        assertThat(certificates.find(issued.id())).isEqualTo(issued);
        asOwner("update accounts.certificate set jws = overlay(jws placing 'A' from 300 for 1)");
        assertUnknown(issued.id());
    }

    @Test
    void certificateIsForgottenFiveYearsAfterItExpired() {
        Certificates.Issued issued = issue();
        now = Instant.parse("2031-12-25T22:59:59Z");
        assertThat(certificates.purge()).isZero();
        assertThat(issued.expired(now)).isTrue();
        now = Instant.parse("2031-12-25T23:00:01Z");
        assertThat(certificates.purge()).isEqualTo(1);
        assertUnknown(issued.id());
        assertThat(certificates.verify(issued.jws())).isInstanceOf(Certificates.Verification.Forgotten.class);
    }

    @Test
    void unknownIdIsRefused() {
        assertUnknown(UUID.randomUUID());
    }

    private void assertUnknown(UUID id) {
        assertThatThrownBy(() -> certificates.find(id))
                .isInstanceOf(RefusedException.class)
                .hasMessage("BT-0501");
    }

    private Certificates certificates(MasterKeys keys) {
        return new Certificates(test.database(), keys, audit, () -> now, ISSUER);
    }

    private Certificates.Issued issue() {
        return certificates.issue(CertificateSamples.request(UUID.randomUUID(), "prospects.csv"));
    }

    /** The ids of the published keys, the one that signs first. */
    private static List<String> kids(String jwks) {
        return Pattern.compile("\"kid\":\"([^\"]+)\"")
                .matcher(jwks)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private int privateKeys() {
        return JdbcClient.create(test.owner())
                .sql("select count(private_key) from accounts.certificate_key")
                .query(Integer.class)
                .single();
    }

    private void asOwner(String sql) {
        JdbcClient.create(test.owner()).sql(sql).update();
    }
}
