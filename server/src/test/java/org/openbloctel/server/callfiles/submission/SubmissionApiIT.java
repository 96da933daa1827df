package org.openbloctel.server.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.platform.programs.Program.bytes;
import static org.openbloctel.server.platform.programs.Program.json;
import static org.openbloctel.server.platform.programs.Program.problem;
import static org.openbloctel.server.platform.programs.Program.text;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.callfiles.submission.Erasure;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Call files through the API, over real HTTP: in, out, and what goes wrong between. */
final class SubmissionApiIT {
    private static final String ROOT = "/api/v1/submissions";
    private static final String FILE = "Nom;Téléphone\r\nAnne;0639980001\r\nBert;06 39 98 00 02\r\nCora;absurde\r\n";

    private static ServerFixture server;
    private static Caller caller;
    private static Program program;

    @BeforeAll
    static void start() throws Exception {
        server = ServerFixture.start("openbloctel.http.requests-a-minute.company=100000");
        caller = new Caller(server, "000000018", "Exemple").withPlan(1000, 100_000);
        program = new Program(server.address(), caller.key("obl_live_0000000001", "submissions"));
        server.publish("0639980001\n0639980011\n");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void textComesBackByteForByteWithReportAndCertificate() {
        HttpResponse<byte[]> received =
                program.submit("prospects.csv", "", bytes(FILE), "Content-Type", "application/x-www-form-urlencoded");
        assertThat(received.statusCode()).isEqualTo(202);
        String self = received.headers().firstValue("Location").orElseThrow();
        assertThat(self).isEqualTo(ROOT + "/" + json(received).get("id").asString());
        assertThat(received.headers().firstValue("RateLimit-Remaining")).isPresent();
        JsonNode done = program.settled(json(received).get("id").asString());
        assertThat(done.get("state").asString()).isEqualTo("READY");
        assertThat(done.get("campaign").isNull()).isTrue();
        JsonNode report = done.get("report");
        assertThat(report.get("rows").asInt()).isEqualTo(3);
        assertThat(report.get("notListed").asInt()).isEqualTo(1);
        assertThat(report.get("outputs").toString()).contains("\"not-listed\"").doesNotContain("callable");
        assertThat(report.get("opposed").asInt()).isEqualTo(1);
        assertThat(report.get("uncheckedByReason").get("not-a-number").asInt()).isEqualTo(1);
        assertThat(program.file(done, "not-listed")).isEqualTo("Nom;Téléphone\r\nBert;06 39 98 00 02\r\n");
        assertThat(program.file(done, "opposed")).isEqualTo("Nom;Téléphone\r\nAnne;0639980001\r\n");
        assertThat(program.file(done, "unchecked")).isEqualTo("Nom;Téléphone\r\nCora;absurde\r\n");
        assertThat(done.get("links").toString() + done.get("files"))
                .contains(self + "/files/not-listed")
                .doesNotContain("callable");
        HttpResponse<byte[]> file = program.get(self + "/files/not-listed");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("attachment")
                .contains("prospects.not-listed.csv");
        assertThat(program.get(self + "/files/callable").body()).as("until 1.0").isEqualTo(file.body());
        assertThat(json(program.get(self)).get("state").asString()).isEqualTo("DELIVERED");
        certificateIsGood(self);
    }

    private static void certificateIsGood(String self) {
        JsonNode certificate = json(program.get(self + "/certificate", "Accept", "application/json"));
        assertThat(certificate.at("/certificate/outputs/0").toString())
                .startsWith("{\"kind\":\"not-listed\",\"name\":\"prospects.not-listed.csv\"");
        HttpResponse<byte[]> signed = program.get(self + "/certificate", "Accept", "application/jose");
        assertThat(text(signed)).isEqualTo(certificate.get("jws").asString());
        assertThat(server.bean(Certificates.class).verify(text(signed)))
                .isInstanceOf(Certificates.Verification.Authentic.class);
        HttpResponse<byte[]> printed = program.get(self + "/certificate.pdf");
        assertThat(printed.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(text(printed)).startsWith("%PDF-");
    }

    @Test
    void exchangeFormatComesBackAsNumberReferenceAnswer() {
        JsonNode done = program.submitted(
                "echange.csv", "", bytes("Telephone;Identifiant\n0639980011;A-1\n0639980012;A-2\n+442079460000;A-3\n"));
        assertThat(program.file(done, "verdicts").lines().skip(1))
                .containsExactly(
                        "0639980011;A-1;OPPOSED", "0639980012;A-2;NOT_LISTED", "+442079460000;A-3;UNCHECKED foreign");
    }

    @Test
    void fileThatIsNoCallFileIsRefusedInWords() {
        JsonNode done = program.submitted("notes.csv", "", bytes("bonjour\nrien ici\n"));
        assertThat(done.get("state").asString()).isEqualTo("REFUSED");
        assertThat(done.get("refusal").get("code").asString()).startsWith("BT-04");
        assertThat(done.get("refusal").get("cure").asString()).isNotBlank();
        assertThat(problem(program.get(ROOT + "/" + done.get("id").asString() + "/files/callable")))
                .isEqualTo("409 BT-0415");
        assertThat(problem(program.submit("vide.csv", "", new byte[0]))).isEqualTo("422 BT-0402");
    }

    @Test
    void columnThatIsNotThereIsNotNamedAmongThoseThatAre() {
        JsonNode refused = program.submitted("prospects.csv", "&column=9", bytes("nom;tel\nA;0639980001\n"));
        assertThat(refused.get("refusal").get("code").asString()).isEqualTo("BT-0407");
        assertThat(refused.get("refusal").get("detail").asString())
                .doesNotContain("9")
                .endsWith("nom, tel");
    }

    @Test
    void fileIsReadInAnotherWay() {
        String two = "A;B\n0639980001;0639980002\n0639980002;0639980001\n";
        JsonNode first = program.submitted("deux.csv", "&column=1", bytes(two));
        assertThat(first.get("report").get("opposed").asInt()).isEqualTo(1);
        String path = first.get("links").get("corrections").asString();
        HttpResponse<byte[]> answer =
                program.send("POST", path + "?column=A&column=B", BodyPublishers.noBody(), "Idempotency-Key", "way-1");
        HttpResponse<byte[]> again =
                program.send("POST", path + "?column=A&column=B", BodyPublishers.noBody(), "Idempotency-Key", "way-1");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(again).get("id")).isEqualTo(json(answer).get("id"));
        JsonNode second = program.settled(json(answer).get("id").asString());
        assertThat(second.get("corrects")).isEqualTo(first.get("id"));
        assertThat(second.get("report").get("opposed").asInt()).isEqualTo(2);
        String other = path + "?column=B";
        assertThat(problem(program.send("POST", other, BodyPublishers.noBody(), "Idempotency-Key", "way-1")))
                .isEqualTo("422 BT-0413");
        assertThat(problem(program.send("POST", other, BodyPublishers.noBody())))
                .isEqualTo("409 BT-0418");
    }

    @Test
    void listIsReadPageByPage() {
        Caller lister = new Caller(server, "000000067", "Pages").withPlan(1000, 1000);
        Program pages = new Program(server.address(), lister.key("obl_live_0000000067", "submissions"));
        List<String> sent = IntStream.range(0, 5)
                .mapToObj(i -> json(pages.submit("f" + i + ".csv", "", bytes("0639980002\n")))
                        .get("id")
                        .asString())
                .toList();
        List<String> seen = new ArrayList<>();
        String path = ROOT + "?limit=2&text=f";
        while (path != null) {
            HttpResponse<byte[]> page = pages.get(path);
            json(page).get("submissions").forEach(one -> seen.add(one.get("id").asString()));
            String link = page.headers().firstValue("Link").orElse(null);
            JsonNode next = json(page).get("next");
            path = next.isNull() ? null : next.asString();
            assertThat(link).isEqualTo(path == null ? null : "<" + path + ">; rel=\"next\"");
        }
        assertThat(seen).isEqualTo(sent.reversed());
        assertThat(problem(pages.get(ROOT + "?limit=0"))).isEqualTo("400 BT-0701");
        assertThat(problem(pages.get(ROOT + "?state=NOWHERE"))).isEqualTo("400 BT-0701");
    }

    @Test
    void uploadThatIsCutOffLeavesNothing() throws IOException {
        int before = json(program.get(ROOT + "?text=coupe&limit=100"))
                .get("submissions")
                .size();
        String answer;
        try (Socket socket =
                new Socket(server.address().getHost(), server.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(bytes("POST " + ROOT + "?filename=coupe.csv HTTP/1.1\r\nHost: localhost\r\n"
                    + "Authorization: Bearer obl_live_0000000001\r\nIdempotency-Key: cut\r\n"
                    + "Content-Length: 1000000\r\n\r\n0639980001\n"));
            out.flush();
            socket.shutdownOutput();
            answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(answer).startsWith("HTTP/1.1 400").contains("BT-0421");
        assertThat(json(program.get(ROOT + "?text=coupe&limit=100"))
                        .get("submissions")
                        .size())
                .isEqualTo(before);
        // The key is free again: the program simply asks once more.
        assertThat(program.submit("coupe.csv", "", bytes("0639980001\n"), "Idempotency-Key", "cut")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void sameRequestUnderOneKeyIsOneSubmission() {
        HttpResponse<byte[]> first = program.submit("cle.csv", "", bytes(FILE), "Idempotency-Key", "\"k-1\"");
        HttpResponse<byte[]> second = program.submit("cle.csv", "", bytes(FILE), "Idempotency-Key", "k-1");
        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(json(second).get("id")).isEqualTo(json(first).get("id"));
        assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(problem(program.submit("cle.csv", "", bytes("0639980002\n"), "Idempotency-Key", "k-1")))
                .isEqualTo("422 BT-0413");
        assertThat(problem(program.submit("autre.csv", "", bytes(FILE), "Idempotency-Key", "k-1")))
                .isEqualTo("422 BT-0413");
        assertThat(problem(program.submit("cle.csv", "", bytes(FILE), "Idempotency-Key", "x".repeat(256))))
                .isEqualTo("400 BT-0701");
    }

    @Test
    void requestThatStillRunsIsNotBegunTwice() throws IOException {
        String body = "0639980002\n";
        JdbcClient rows = JdbcClient.create(server.database().owner());
        String answer;
        try (Socket socket =
                new Socket(server.address().getHost(), server.address().getPort())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(bytes("POST " + ROOT + "?filename=lent.csv HTTP/1.1\r\nHost: localhost\r\n"
                    + "Authorization: Bearer obl_live_0000000001\r\nIdempotency-Key: slow\r\nConnection: close\r\n"
                    + "Content-Length: " + body.length() + "\r\n\r\n" + body.substring(0, 4)));
            out.flush();
            assertThat(Program.comesTrue(
                            () -> rows.sql("select count(*) from accounts.submission_key where key = 'slow'")
                                            .query(Long.class)
                                            .single()
                                    == 1))
                    .isTrue();
            HttpResponse<byte[]> early = program.submit("lent.csv", "", bytes(body), "Idempotency-Key", "slow");
            assertThat(problem(early)).isEqualTo("409 BT-0414");
            assertThat(early.headers().firstValue("Retry-After")).contains("15");
            out.write(bytes(body.substring(4)));
            out.flush();
            answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(answer).startsWith("HTTP/1.1 202");
        HttpResponse<byte[]> after = program.submit("lent.csv", "", bytes(body), "Idempotency-Key", "slow");
        assertThat(answer).contains(json(after).get("id").asString());
    }

    @Test
    void ofTwoAtOnceUnderOneKeyThereIsOneSubmission() {
        for (int round = 0; round < 5; round++) {
            String key = "both-" + round;
            List<CompletableFuture<HttpResponse<byte[]>>> both = Stream.of(1, 2, 3)
                    .map(i -> CompletableFuture.supplyAsync(
                            () -> program.submit("deux.csv", "", bytes(FILE), "Idempotency-Key", key)))
                    .toList();
            List<HttpResponse<byte[]>> answers =
                    both.stream().map(CompletableFuture::join).toList();
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.statusCode()).isIn(202, 409));
            assertThat(answers.stream()
                            .filter(answer -> answer.statusCode() == 202)
                            .map(answer -> json(answer).get("id"))
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void nobodySeesWhatIsAnothers() {
        JsonNode done = program.submitted("prive.csv", "", bytes(FILE));
        Caller other = new Caller(server, "000000026", "Autre").withPlan(10, 10);
        Program stranger = new Program(server.address(), other.key("obl_live_0000000026", "submissions"));
        String self = ROOT + "/" + done.get("id").asString();
        for (String path : List.of(self, self + "/files/callable", self + "/certificate", self + "/certificate.pdf")) {
            assertThat(problem(stranger.get(path))).as(path).isEqualTo("404 BT-0401");
        }
        assertThat(problem(stranger.send("DELETE", self, BodyPublishers.noBody())))
                .isEqualTo("404 BT-0401");
        assertThat(json(stranger.get(ROOT)).get("submissions")).isEmpty();
    }

    @Test
    void keyHasToBeKnownAndHaveTheScope() {
        Program checksOnly = new Program(server.address(), caller.key("obl_live_0000000002", "checks"));
        assertThat(problem(checksOnly.submit("a.csv", "", bytes(FILE)))).isEqualTo("403 BT-0102");
        Program revoked = new Program(server.address(), caller.key("obl_live_0000000003", "submissions"));
        assertThat(revoked.get(ROOT).statusCode()).isEqualTo(200);
        caller.revoke("obl_live_0000000003");
        assertThat(problem(revoked.get(ROOT))).isEqualTo("401 BT-0101");
        assertThat(problem(new Program(server.address(), "obl_live_unknown000").get(ROOT)))
                .isEqualTo("401 BT-0101");
    }

    @Test
    void sessionOpensNoApi() {
        JsonNode done = program.submitted("session.csv", "", bytes(FILE));
        String file = ROOT + "/" + done.get("id").asString() + "/files/callable";
        for (boolean secondFactor : List.of(false, true)) {
            assertThat(server.visitor(caller.owner(secondFactor)).get(file).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void companyWithoutPlanIsToldSoBeforeItsFileIsRead() {
        Caller without = new Caller(server, "000000034", "Sans formule");
        Program poor = new Program(server.address(), without.key("obl_live_0000000034", "submissions"));
        assertThat(problem(poor.submit("a.csv", "", bytes(FILE)))).isEqualTo("402 BT-0320");
    }

    @Test
    void quotaThatIsPassedRefusesTheFileWhole() {
        Caller small = new Caller(server, "000000042", "Petite").withPlan(1000, 3);
        Program few = new Program(server.address(), small.key("obl_live_0000000042", "submissions"));
        assertThat(few.submitted("a.csv", "", bytes("0639980002\n0639980003\n"))
                        .get("state")
                        .asString())
                .isEqualTo("READY");
        JsonNode refused = few.submitted("b.csv", "", bytes("0639980004\n0639980005\n"));
        assertThat(refused.get("refusal").get("code").asString()).isEqualTo("BT-0322");
        // What was checked of late costs nothing.
        JsonNode again = few.submitted("a.csv", "", bytes("0639980002\n0639980003\n0639980004\n"));
        assertThat(again.get("counts").get("charged").asInt()).isEqualTo(1);
        assertThat(small.usedLines()).isEqualTo(3);
    }

    @Test
    void agentSubmitsForItsPrincipalUntilTheMandateEnds() {
        Caller principal = new Caller(server, "000000059", "Mandante").withPlan(10, 10);
        principal.mandates(caller);
        for (String whom : List.of("000000059", principal.company().toString())) {
            JsonNode done = program.submitted("mandat.csv", "&for=" + whom, bytes("0639980002\n"));
            assertThat(done.get("state").asString()).isEqualTo("READY");
            assertThat(done.get("principal").asString())
                    .isEqualTo(principal.company().toString());
        }
        assertThat(principal.usedLines()).isEqualTo(1);
        server.clock().move(Duration.ofSeconds(1));
        principal.endMandates(server);
        assertThat(problem(program.submit("mandat.csv", "&for=000000059", bytes("0639980002\n"))))
                .isEqualTo("403 BT-0310");
        assertThat(problem(program.submit("mandat.csv", "&for=999999999", bytes("0639980002\n"))))
                .isEqualTo("403 BT-0310");
    }

    @Test
    void erasedFilesAreGoneForGood() throws Exception {
        JsonNode done = program.submitted("effacer.csv", "", bytes(FILE));
        String id = done.get("id").asString();
        JdbcClient rows = JdbcClient.create(server.database().owner());
        assertThat(filesOf(id)).isNotEmpty();
        assertThat(program.send("DELETE", ROOT + "/" + id, BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(204);
        assertThat(program.send("DELETE", ROOT + "/" + id, BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(204);
        assertThat(problem(program.get(ROOT + "/" + id + "/files/callable"))).isEqualTo("410 BT-0416");
        assertThat(json(program.get(ROOT + "/" + id)).get("state").asString()).isEqualTo("PURGED");
        assertThat(filesOf(id)).allMatch(name -> name.contains("checked-"));
        // A copy of the folder comes without the key to it.
        assertThat(rows.sql("select file_key is null from accounts.submission where id = ?")
                        .param(UUID.fromString(id))
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(json(program.get(ROOT + "/" + id + "/certificate"))
                        .get("jws")
                        .asString())
                .isNotBlank();
    }

    @Test
    void timeErasesWhatNobodyErased() throws Exception {
        JsonNode done = program.submitted("vieux.csv", "", bytes(FILE));
        program.file(done, "callable");
        Instant now = server.clock().instant();
        try {
            server.clock().move(Duration.ofDays(8));
            server.bean(Erasure.class).results();
            String self = ROOT + "/" + done.get("id").asString();
            assertThat(problem(program.get(self + "/files/callable"))).isEqualTo("410 BT-0416");
        } finally {
            server.clock().set(now);
        }
    }

    private static List<String> filesOf(String id) throws IOException {
        try (Stream<Path> all = Files.walk(server.folder().resolve("submissions"))) {
            return all.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .filter(name -> name.contains(id))
                    .toList();
        }
    }

    @Test
    void everyAccessToAFileStandsInTheTrail() {
        JsonNode done = program.submitted("trace.csv", "", bytes(FILE));
        String id = done.get("id").asString();
        program.file(done, "callable");
        program.file(done, "verdicts");
        // Length and digest of a short file are its answer: asking for them counts as a download.
        HttpResponse<byte[]> head = program.send("HEAD", ROOT + "/" + id + "/files/opposed", BodyPublishers.noBody());
        assertThat(head.headers().firstValueAsLong("Content-Length")).isPresent();
        assertThat(head.body()).isEmpty();
        List<String> trail = JdbcClient.create(server.database().owner())
                .sql("select action from accounts.audit_entry where subject = ? order by action")
                .param("submission:" + id)
                .query(String.class)
                .list();
        assertThat(trail)
                .containsExactly(
                        "submission.downloaded",
                        "submission.downloaded",
                        "submission.downloaded",
                        "submission.received",
                        "submission.scrubbed");
    }

    @Test
    void numberInAFileNameIsHidden() {
        JsonNode done = program.submitted("appels-0639980001.csv", "", bytes(FILE));
        assertThat(done.get("file").asString()).doesNotContain("0639980001").endsWith(".csv");
        assertThat(problem(program.send("POST", ROOT, BodyPublishers.ofByteArray(bytes(FILE)))))
                .isEqualTo("400 BT-0701");
        assertThat(problem(program.submit("a.csv", "&encoding=ebcdic", bytes(FILE))))
                .isEqualTo("400 BT-0701");
        assertThat(URI.create(done.get("links").get("self").asString()).isAbsolute())
                .isFalse();
    }
}
