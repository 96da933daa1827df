package org.openbloctel.server.callfiles.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.callfiles.certificate.CertificateRequest;
import org.openbloctel.registry.callfiles.certificate.CertificateSamples;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.programs.Program;

/** Anyone verifies a certificate: by its number, by its signed form, with or without a file's digest. */
final class CertificatePagesIT {
    private static final Map<String, Caller> CALLERS = new HashMap<>();

    private static ServerFixture server;

    @BeforeAll
    static void start() {
        server = ServerFixture.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void pageOfACertificateSaysThatItIsAuthenticAndWhatItSays() {
        Certificates.Issued issued = issue();
        HttpResponse<String> page = server.visitor().get("/verifier/" + issued.id());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("authentique et valable jusqu’au 24\u00a0décembre 2026 inclus")
                .contains("Fenêtres &amp; Cie, SIREN 552\u00a0100\u00a0554")
                .doesNotContain("??");
        assertThat(server.visitor().speaks("en").get("/verifier/" + issued.id()).body())
                .contains("authentic, and good until 24\u00a0December 2026 included");
    }

    @Test
    void pageOfACampaignsCertificateNamesTheLawTheRulesThatForbidAndTheHours() {
        Certificates.Issued issued = server.bean(Certificates.class)
                .issue(CertificateSamples.lawRequest(UUID.randomUUID(), "prospects.csv"));
        String page = owner("552100554").get("/verifier/" + issued.id()).body();
        assertThat(page)
                .contains("La loi du jour de la vérification, pour la campagne")
                .contains("Le consentement préalable de 2026, en vigueur depuis le 11\u00a0août 2026 (article L.223-1)")
                .contains(
                        "Cette réponse vaut du lundi au vendredi de 10\u00a0h à 13\u00a0h et de 14\u00a0h à 20\u00a0h,"
                                + " sauf les jours fériés, à l’heure de la personne appelée")
                .containsSubsequence(
                        "Lignes interdites, par règle",
                        "N’appeler qu’avec un consentement préalable",
                        "2\u202f361",
                        "La personne a demandé à ne plus être appelée",
                        ">37<",
                        "Quatre appels au plus en trente jours",
                        ">2<")
                .doesNotContain("Le droit a changé", "??");
        assertThat(owner("732829320")
                        .speaks("en")
                        .get("/verifier/" + issued.id())
                        .body())
                .contains("The prior consent of 2026, in force since 11\u00a0August 2026 (article L.223-1)")
                .contains("from Monday to Friday from 10:00 to 13:00 and from 14:00 to 20:00, public holidays excepted")
                .contains("Forbidden lines by rule", "Call only with prior consent", "2,361")
                .doesNotContain("??");
    }

    @Test
    void certificateByTheListNamesItsLawAndNeitherRulesNorHours() {
        String page = server.visitor().get("/verifier/" + issue().id()).body();
        assertThat(page)
                .contains("La liste d’opposition seule", "Le consentement préalable de 2026, en vigueur depuis le")
                .doesNotContain("Lignes interdites", "Jours et heures", "Règles appliquées");
    }

    /** Releases before signed {@code callable} for the same lines. */
    @Test
    void linesNotOnTheListAreCalledSoWhateverTheyWereCalledWhenTheyWereSigned() {
        CertificateRequest now = CertificateSamples.request(UUID.randomUUID(), "prospects.csv");
        List<CertificateRequest.Output> outputs = new ArrayList<>(now.outputs());
        outputs.set(
                0,
                new CertificateRequest.Output(
                        "callable", "prospects.callable.csv", outputs.getFirst().sha256()));
        CertificateRequest before = new CertificateRequest(
                UUID.randomUUID(),
                now.submittedBy(),
                now.principal(),
                now.campaign(),
                now.report(),
                now.list(),
                outputs);
        for (CertificateRequest request : List.of(now, before)) {
            Certificates.Issued issued = server.bean(Certificates.class).issue(request);
            String file = request.outputs().getFirst().name();
            String page = owner("552100554").get("/verifier/" + issued.id()).body();
            assertThat(page).contains("Non inscrits", file).doesNotContain("Appelables", "??");
            assertThat(owner("552100554")
                            .speaks("en")
                            .get("/verifier/" + issued.id())
                            .body())
                    .contains("Not listed", file)
                    .doesNotContain("Callable", "??");
        }
    }

    @Test
    void certificateOfABygoneLawSaysWhatHoldsNow() {
        Instant now = server.clock().instant();
        server.clock().set(Instant.parse("2026-08-05T14:05:00Z"));
        Certificates.Issued before = issue();
        server.clock().set(Instant.parse("2026-08-20T14:05:00Z"));
        String page = server.visitor().get("/verifier/" + before.id()).body();
        server.clock().set(now);
        assertThat(page)
                .contains("La liste d’opposition et les horaires de 2023, en vigueur depuis le 1er\u00a0mars 2023")
                .contains(
                        "Le droit a changé depuis cette vérification\u00a0: Le consentement préalable de 2026, en vigueur"
                                + " depuis le 11\u00a0août 2026");
    }

    @Test
    void numberAndSignedFormLeadToTheCertificate() {
        Certificates.Issued issued = issue();
        Visitor visitor = server.visitor();
        visitor.get("/verifier");
        String digest = "0123456789abcde1".repeat(4);
        assertThat(location(verify(visitor, issued.id().toString(), ""))).endsWith("/verifier/" + issued.id());
        HttpResponse<String> compared = verify(visitor, " https://bloctel.example.org/verifier/" + issued.id(), digest);
        assertThat(compared.statusCode()).isEqualTo(200);
        assertThat(compared.body())
                .contains("C’est l’un des fichiers", "Fenêtres &amp; Cie")
                .doesNotContain(digest);
        assertThat(location(verify(visitor, issued.jws() + "\r\n", ""))).endsWith("/verifier/" + issued.id());
        String answer = "{\"expired\":false,\"certificate\":" + issued.json() + ",\"jws\":\"" + issued.jws() + "\"}";
        assertThat(location(verify(visitor, "\uFEFF" + answer, ""))).endsWith("/verifier/" + issued.id());
    }

    /** Of a file of one line, the digest is its number and the result the answer about it. */
    @Test
    void nothingOfTheFilesAndResultsIsShownToOthersThanTheCompany() {
        Certificates.Issued issued = server.bean(Certificates.class)
                .issue(CertificateSamples.lawRequest(UUID.randomUUID(), "prospects.csv"));
        String digests = "0123456789abcde";
        Visitor stranger = owner("000000109");
        for (Visitor visitor : new Visitor[] {server.visitor(), stranger}) {
            visitor.get("/verifier");
            for (String page : new String[] {
                visitor.get("/verifier/" + issued.id()).body(),
                verify(visitor, issued.jws(), digests.concat("0").repeat(4)).body(),
                verify(visitor, issued.jws(), digests.concat("1").repeat(4)).body()
            }) {
                assertThat(page).contains(issued.id().toString(), "Fenêtres");
                assertThat(page)
                        .doesNotContain(digests + "f", digests + "1", digests + "2", digests + "6")
                        .doesNotContain("prospects", "2361", "2\u202f361", ">37<", issued.jws());
            }
        }
        assertThat(stranger.with("Accept", "application/json")
                        .get("/api/v1/certificates/" + issued.id())
                        .body())
                .doesNotContain("\"input\"", "\"outputs\"", "\"counts\"", "\"jws\"");
        assertThat(owner("552100554").get("/verifier/" + issued.id()).body())
                .contains(digests + "f", digests + "1", "prospects.callable.csv", ">37<");
    }

    @Test
    void digestTellsWhetherAFileIsOneOfTheCertificate() {
        Certificates.Issued issued = issue();
        Visitor visitor = server.visitor();
        visitor.get("/verifier/" + issued.id());
        String number = issued.id().toString();
        assertThat(verify(visitor, number, "SHA256:" + "0".repeat(64)).body()).contains("64\u00a0caractères");
        assertThat(verify(visitor, number, "0123456789ABCDEF".repeat(4)).body())
                .contains("C’est le fichier qui a été vérifié");
        assertThat(verify(visitor, number, "sha256:" + "0123456789abcde1".repeat(4))
                        .body())
                .contains("C’est l’un des fichiers qui ont été remis");
        assertThat(verify(visitor, number, "0".repeat(64)).body()).contains("ne correspond à aucun fichier");
        assertThat(compare(issued, "0123456789abcdef".repeat(4)).body()).isEqualTo("{\"match\":\"input\"}");
        assertThat(compare(issued, "sha256:" + "0123456789abcde2".repeat(4)).body())
                .isEqualTo("{\"match\":\"returned\"}");
        assertThat(compare(issued, "0".repeat(64)).body()).isEqualTo("{\"match\":\"none\"}");
        assertThat(compare(issued, "0639980001").body()).contains("BT-0504");
    }

    /** Else a billion candidates for the one number of a file would be compared. */
    @Test
    void comparisonsWithOneCertificateAreFew() {
        Certificates.Issued issued = issue();
        for (int i = 0; i < PublicCertificates.OF_A_NETWORK.requests(); i++) {
            assertThat(compare(issued, "%064d".formatted(i)).body()).contains("none");
        }
        assertThat(compare(issued, "0".repeat(64)).statusCode()).isEqualTo(429);
        Visitor visitor = server.visitor();
        visitor.get("/verifier");
        assertThat(verify(visitor, issued.jws(), "0".repeat(64)).statusCode())
                .as("on the page too")
                .isEqualTo(429);
        assertThat(compare(issue(), "0".repeat(64)).statusCode())
                .as("of another certificate")
                .isEqualTo(200);
    }

    @Test
    void comparisonWithoutADigestIsRefusedInWords() {
        for (String body : List.of("{}", "{\"sha256\":null}", "{\"sha256\":\"12\"}")) {
            HttpResponse<String> refused = post(issue(), body);
            assertThat(refused.statusCode()).as(body).isEqualTo(422);
            assertThat(refused.body()).contains("BT-0504");
        }
    }

    private static HttpResponse<String> compare(Certificates.Issued issued, String digest) {
        return post(issued, "{\"sha256\":\"" + digest + "\"}");
    }

    private static HttpResponse<String> post(Certificates.Issued issued, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        server.address().resolve("/api/v1/certificates/" + issued.id() + "/comparisons"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Caller caller(String siren) {
        return CALLERS.computeIfAbsent(siren, one -> new Caller(server, one, "Exemple"));
    }

    private static Visitor owner(String siren) {
        return server.visitor(caller(siren).owner(true));
    }

    @Test
    void alteredOrUnreadableCertificateIsRefusedAndKept() {
        Certificates.Issued issued = issue();
        Visitor visitor = server.visitor();
        visitor.get("/verifier");
        int inContent = issued.jws().indexOf('.') + 20;
        char other = issued.jws().charAt(inContent) == 'A' ? 'B' : 'A';
        String altered = new StringBuilder(issued.jws())
                .replace(inContent, inContent + 1, "" + other)
                .toString();
        HttpResponse<String> page = verify(visitor, altered, "");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("n’est pas une attestation signée par ce service", altered);
        String cut = issued.jws().substring(0, issued.jws().length() - 9);
        assertThat(verify(visitor, cut, "").body()).contains("il en manque une partie");
        assertThat(verify(visitor, issued.jws(), "123").body()).contains("64\u00a0caractères");
        assertThat(server.visitor().get("/verifier/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
        assertThat(server.visitor().get("/verifier/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void expiredCertificateIsAuthenticAndNoLongerGood() {
        Certificates.Issued issued = issue();
        server.clock().move(Duration.ofDays(40));
        assertThat(server.visitor().get("/verifier/" + issued.id()).body()).contains("n’est plus valable depuis");
        server.clock().move(Duration.ofDays(-40));
    }

    @Test
    void everyProblemHasAPage() {
        assertThat(server.visitor().get("/problemes/BT-0702").body()).contains("… s");
        assertThat(server.visitor().get("/problemes/BT-9999").statusCode()).isEqualTo(404);
    }

    @Test
    void programsGetTheCertificateAndTheKeys() {
        Certificates.Issued issued = issue();
        assertThat(server.visitor()
                        .with("Accept", "application/json")
                        .get("/api/v1/certificates/" + issued.id())
                        .body())
                .startsWith("{\"expired\":false,\"certificate\":{\"format\":2,\"id\":\"" + issued.id())
                .doesNotContain("jws", "\"input\"", "\"outputs\"", "\"counts\"");
        String key = caller("552100554").key("obl_live_certificates1", "submissions");
        assertThat(Program.text(new Program(server.address(), key).get("/api/v1/certificates/" + issued.id())))
                .contains(issued.jws(), "\"counts\"");
        HttpResponse<String> unknown = server.visitor().get("/api/v1/certificates/" + UUID.randomUUID());
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("\"type\":\"/problemes/BT-0501\"");
        HttpResponse<String> keys = server.visitor().get("/.well-known/jwks.json");
        assertThat(keys.headers().firstValue("Cache-Control")).contains("max-age=3600, public");
        assertThat(keys.headers().firstValue("Content-Type")).contains("application/jwk-set+json");
        assertThat(keys.body()).contains("\"crv\":\"Ed25519\"").doesNotContain("\"d\"");
        String tag = keys.headers().firstValue("ETag").orElseThrow();
        assertThat(server.visitor()
                        .with("If-None-Match", tag)
                        .get("/.well-known/jwks.json")
                        .statusCode())
                .isEqualTo(304);
    }

    private static HttpResponse<String> verify(Visitor visitor, String certificate, String digest) {
        return visitor.post("/verifier", Map.of("certificate", certificate, "digest", digest));
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    private static Certificates.Issued issue() {
        return server.bean(Certificates.class).issue(CertificateSamples.request(UUID.randomUUID(), "prospects.csv"));
    }
}
