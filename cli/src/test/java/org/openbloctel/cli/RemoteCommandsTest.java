package org.openbloctel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Check, submit and verify against a server that says what a test wants: what is not sure is never callable. */
@Tag("long")
final class RemoteCommandsTest {
    private static final String ID = "00000000-0000-0000-0000-000000000001";

    @TempDir
    private Path folder;

    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final Map<String, String> queries = new ConcurrentHashMap<>();
    private KeyPair pair;
    private HttpServer server;
    private String address;
    private String key;

    private record Reply(int status, String body) {}

    @BeforeEach
    void start() throws Exception {
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            URI asked = exchange.getRequestURI();
            queries.put(asked.getPath(), String.valueOf(asked.getRawQuery()));
            Reply reply = replies.getOrDefault(exchange.getRequestURI().getPath(), new Reply(404, "nothing"));
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        address = "http://127.0.0.1:" + server.getAddress().getPort();
        key = key("obt_test_0123456789", "rw-------");
        replies.put("/.well-known/jwks.json", new Reply(200, keys("k1")));
    }

    private String key(String text, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("api.key"), text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions))
                .toString();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void checkPrintsTheVerdictsOfTheServer() {
        replies.put(
                "/api/v1/checks",
                new Reply(
                        200,
                        "{\"list\":{\"revision\":1},\"results\":["
                                + "{\"input\":\"0639980001\",\"number\":\"+33639980001\",\"verdict\":\"NOT_LISTED\",\"reason\":null},"
                                + "{\"input\":\"0639980003\",\"number\":\"+33639980003\",\"verdict\":\"CALLABLE\",\"reason\":null},"
                                + "{\"input\":\"x\",\"number\":null,\"verdict\":\"UNCHECKED\",\"reason\":\"not-a-number\"}]}"));
        Ran ran = Ran.reading("0639980001\n0639980003\nx\n", "check", "-", "--server", address, "--key", key);
        assertThat(ran.out())
                .as("an older server says CALLABLE, by the list alone too")
                .isEqualTo("0639980001\tNOT_LISTED\t\n0639980003\tNOT_LISTED\t\nx\tUNCHECKED\tnot-a-number\n");
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        String[] coded = {"check", "-", "--server", address, "--key", key, "--exit-code", "--json"};
        Ran judged = Ran.reading("0639980001\n0639980003\nx\n", coded);
        assertThat(judged.out())
                .endsWith("{\"input\": \"x\", \"verdict\": \"UNCHECKED\", \"reason\": \"not-a-number\"}\n");
        assertThat(judged.code()).isEqualTo(ExitCode.NOT_ALLOWED);
    }

    @Test
    void checkThatIsNotAnsweredPrintsNothing() {
        assertSaysNothing(
                new Reply(401, "{\"code\":\"BT-0101\",\"detail\":\"Sign in.\",\"cure\":\"Send a key.\"}"), "BT-0101");
        assertSaysNothing(new Reply(500, "oops"), "HTTP 500");
        assertSaysNothing(new Reply(200, "{\"results\":[]}"), "cannot be understood");
        assertSaysNothing(new Reply(200, "<html>"), "cannot be understood");
        assertSaysNothing(
                new Reply(200, "{\"results\":[{\"input\":\"0639980001\",\"verdict\":\"PERHAPS\"}]}"), "understood");
        assertSaysNothing(
                new Reply(200, "{\"results\":[{\"input\":\"0639980002\",\"verdict\":\"CALLABLE\"}]}"), "understood");
        assertSaysNothing(new Reply(302, ""), "HTTP 302");
    }

    private void assertSaysNothing(Reply reply, String said) {
        replies.put("/api/v1/checks", reply);
        Ran ran = Ran.english("check", "0639980001", "--server", address, "--key", key);
        assertThat(ran.code()).isEqualTo(ExitCode.SERVER);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(said).doesNotContain("0639980001");
    }

    @Test
    void keyIsNeverSentWithoutEncryption() {
        for (String elsewhere : List.of(
                "http://bloctel.example.org",
                "http://127.0.0.1.example.org",
                "http://localhost.example.org",
                "http://192.0.2.1",
                "http://[2001:db8::1]")) {
            Ran ran = Ran.english("check", "1", "--server", elsewhere, "--key", key);
            assertThat(ran.code()).as(elsewhere).isEqualTo(ExitCode.USAGE);
            assertThat(ran.err()).contains("https");
        }
        assertThat(Ran.english("check", "1", "--server", address).code()).isEqualTo(ExitCode.USAGE);
        assertThat(Ran.english("check", "1").err()).contains("--list or --server");
    }

    @Test
    void certificateIsVerifiedOfflineAndComparedWithAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("prospects.callable.csv"), "a\n");
        Path other = Files.writeString(folder.resolve("other.csv"), "b\n");
        Path jws = Files.writeString(folder.resolve("c.jws"), jws("k1", certificate("in", "a\n", "2026-02-20")));
        Path keys = Files.writeString(folder.resolve("jwks.json"), keys("k1"));
        Ran ran = Ran.english("verify", jws.toString(), "--keys", keys.toString(), "--file", file.toString());
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out()).contains("Example, SIREN 552100554", "the callable lines", "authentic and good");
        assertThat(Ran.french("verify", jws.toString(), "--server", address).out())
                .contains("10\u00a0janvier 2026 à\u00a09\u00a0h\u00a000", "jusqu’au      20\u00a0février 2026\n")
                .contains("authentique et valable");
        assertThat(Ran.english("verify", jws.toString(), "--keys", keys.toString(), "--file", other.toString())
                        .code())
                .isEqualTo(ExitCode.LIST);
    }

    @Test
    void expiredOrForeignCertificateIsNotGood() throws Exception {
        Path keys = Files.writeString(folder.resolve("jwks.json"), keys("k1"));
        Path old = Files.writeString(folder.resolve("old.jws"), jws("k1", certificate("in", "a\n", "2026-01-31")));
        Ran expired = Ran.english("verify", old.toString(), "--keys", keys.toString());
        assertThat(expired.code()).isEqualTo(ExitCode.LIST);
        assertThat(expired.err()).contains("2026-01-31");
        assertThat(Ran.french("verify", old.toString(), "--keys", keys.toString())
                        .err())
                .contains("n’était valable que jusqu’au 31\u00a0janvier 2026");
        assertThat(Ran.english("verify", old.toString(), "--keys", keys.toString(), "--at", "2026-01-31")
                        .code())
                .isEqualTo(ExitCode.DONE);
        Path foreign = Files.writeString(folder.resolve("f.jws"), jws("k2", certificate("in", "a\n", "2026-02-20")));
        assertThat(Ran.english("verify", foreign.toString(), "--keys", keys.toString())
                        .err())
                .contains("k2");
    }

    @Test
    void everyAlteredByteIsFound() throws Exception {
        Path keys = Files.writeString(folder.resolve("jwks.json"), keys("k1"));
        byte[] jws = jws("k1", certificate("in", "a\n", "2026-02-20")).getBytes(StandardCharsets.US_ASCII);
        Path file = folder.resolve("c.jws");
        for (int i = 0; i < jws.length; i++) {
            byte[] altered = jws.clone();
            altered[i] ^= 1;
            Files.write(file, altered);
            assertThat(Ran.english("verify", file.toString(), "--keys", keys.toString())
                            .code())
                    .as("byte %d", i)
                    .isEqualTo(ExitCode.LIST);
        }
    }

    @Test
    void whatEditorsMailsAndTheApiMakeOfACertificateIsRead() throws Exception {
        Path keys = Files.writeString(folder.resolve("jwks.json"), keys("k1"));
        String content = certificate("in", "a\n", "2026-02-20");
        String jws = jws("k1", content);
        String answer = "{\"expired\":false,\"certificate\":" + content + ",\"jws\":\"" + jws + "\"}";
        assertThat(verified(keys, jws.getBytes(StandardCharsets.UTF_8))).isEqualTo(ExitCode.DONE);
        assertThat(verified(keys, ("\uFEFF" + jws + "\r\n").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(ExitCode.DONE);
        assertThat(verified(keys, ("\uFEFF" + jws + "\r\n").getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(ExitCode.DONE);
        assertThat(verified(keys, jws.replaceAll(".{76}", "$0\r\n").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(ExitCode.DONE);
        assertThat(verified(keys, answer.getBytes(StandardCharsets.UTF_8))).isEqualTo(ExitCode.DONE);
        assertThat(verified(keys, ("\uFEFF" + answer).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void answerWhoseReadablePartIsNotWhatWasSignedIsAltered() throws Exception {
        Path keys = Files.writeString(folder.resolve("jwks.json"), keys("k1"));
        String content = certificate("in", "a\n", "2026-02-20");
        String answer = "{\"certificate\":" + content.replace("\"opposed\":0", "\"opposed\":1") + ",\"jws\":\""
                + jws("k1", content) + "\"}";
        Ran ran = Ran.reading(answer, "verify", "-", "--keys", keys.toString());
        assertThat(ran.code()).isEqualTo(ExitCode.LIST);
        assertThat(ran.err()).contains("altered");
    }

    @Test
    void whatIsNoSignedFormIsCalledUnreadableAndNotAltered() throws Exception {
        Path keys = Files.writeString(folder.resolve("jwks.json"), keys("k1"));
        String jws = jws("k1", certificate("in", "a\n", "2026-02-20"));
        for (String shown : List.of(
                "",
                "{",
                "{\"format\":1}",
                "> " + jws,
                jws.substring(0, jws.length() - 1),
                jws.substring(0, jws.lastIndexOf('.')))) {
            Ran ran = Ran.reading(shown, "verify", "-", "--keys", keys.toString());
            assertThat(ran.code()).isEqualTo(ExitCode.LIST);
            assertThat(ran.err()).contains("no certificate in its signed form").doesNotContain("altered");
        }
    }

    @Test
    void certificateOfTheSecondFormatSaysWhatItsCheckAnswers() throws Exception {
        Path keys = Files.writeString(folder.resolve("jwks.json"), keys("k1"));
        String content = certificate("in", "a\n", "2026-02-20").replace("\"format\":1", "\"format\":2");
        String list = content.replace("\"counts\"", "\"scope\":\"list\",\"counts\"");
        assertThat(Ran.reading(jws("k1", list), "verify", "-", "--keys", keys.toString())
                        .out())
                .contains("the opposition list alone", "1 not on the list")
                .doesNotContain("callable,");
        String law = content.replace("\"counts\":{", "\"scope\":\"law\",\"counts\":{\"forbidden\":7,");
        assertThat(Ran.reading(jws("k1", law), "verify", "-", "--keys", keys.toString())
                        .out())
                .contains("the law of the day", "1 callable", "7 forbidden");
        String file = Files.writeString(folder.resolve("a.csv"), "a\n").toString();
        String named = list.replace("\"kind\":\"callable\"", "\"kind\":\"not-listed\"")
                .replace("\"callable\":1", "\"notListed\":1");
        for (String one : List.of(list, named)) {
            assertThat(Ran.reading(jws("k1", one), "verify", "-", "--keys", keys.toString(), "--file", file)
                            .out())
                    .contains("1 not on the list", "the lines not on the list");
        }
        assertThat(Ran.reading(jws("k1", law), "verify", "-", "--keys", keys.toString(), "--file", file)
                        .out())
                .contains("the callable lines");
    }

    private int verified(Path keys, byte[] shown) throws IOException {
        Path file = Files.write(folder.resolve("shown"), shown);
        return Ran.english("verify", file.toString(), "--keys", keys.toString()).code();
    }

    @Test
    void documentThatLostItsCertificateProvesNothing() throws Exception {
        Path keys = Files.writeString(folder.resolve("jwks.json"), keys("k1"));
        Path file = Files.writeString(folder.resolve("c.pdf"), "%PDF-1.6\n%%EOF");
        assertThat(Ran.english("verify", file.toString(), "--keys", keys.toString())
                        .code())
                .isEqualTo(ExitCode.LIST);
    }

    @Test
    void submitBringsBackAllFilesOrNone() throws Exception {
        Path file = Files.writeString(folder.resolve("prospects.csv"), "in\n");
        Path out = Files.createDirectory(folder.resolve("out"));
        String self = "/api/v1/submissions/" + ID;
        String ready =
                "{\"id\":\"" + ID + "\",\"state\":\"READY\",\"report\":{\"rows\":1,\"callable\":1,\"unchecked\":0}}";
        replies.put("/api/v1/submissions", new Reply(202, "{\"id\":\"" + ID + "\",\"state\":\"RECEIVED\"}"));
        replies.put(self, new Reply(200, ready));
        replies.put(self + "/certificate", new Reply(200, jws("k1", certificate("in\n", "a\n", "2026-02-20"))));
        replies.put(self + "/files/callable", new Reply(200, "tampered\n"));
        String[] submit = {"submit", file.toString(), "--server", address, "--key", key, "--out", out.toString()};
        assertThat(Ran.english(submit).code()).isEqualTo(ExitCode.SERVER);
        assertThat(names(out)).isEmpty();
        replies.put(self + "/files/callable", new Reply(200, "a\n"));
        Ran ran = Ran.english(submit);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(names(out))
                .containsExactly("prospects.certificate.jws", "prospects.not-listed.csv", "prospects.report.json");
        replies.put(
                self,
                new Reply(
                        200,
                        "{\"id\":\"" + ID + "\",\"state\":\"REFUSED\",\"refusal\":"
                                + "{\"code\":\"BT-0402\",\"detail\":\"The file is empty.\",\"cure\":\"\"}}"));
        Ran refused = Ran.english(submit);
        assertThat(refused.code()).isEqualTo(ExitCode.INPUT);
        assertThat(refused.err()).contains("BT-0402");
    }

    @Test
    void heldFileIsSaidWithItsReasonAndNothingIsBroughtBack() throws Exception {
        Path watched = Files.createDirectory(folder.resolve("watched"));
        Path file = Files.writeString(watched.resolve("prospects.csv"), "in\n");
        replies.put("/api/v1/submissions", new Reply(202, "{\"id\":\"" + ID + "\",\"state\":\"RECEIVED\"}"));
        replies.put(
                "/api/v1/submissions/" + ID,
                new Reply(
                        200,
                        "{\"id\":\"" + ID
                                + "\",\"state\":\"HELD\",\"hold\":{\"reason\":\"SIGNS\",\"title\":\"Unusual numbers\","
                                + "\"detail\":\"A person looks at it.\",\"figures\":\"UNASSIGNED 41 %\",\"cure\":\"Send papers.\"}}"));
        String[] said = {ID, "Unusual numbers. A person looks at it. Send papers.", "UNASSIGNED 41 %"};
        Ran submit = Ran.english("submit", file.toString(), "--server", address, "--key", key);
        assertThat(submit.code()).isEqualTo(ExitCode.SERVER);
        assertThat(submit.err()).contains(said);
        assertThat(names(watched)).containsExactly("prospects.csv");
        Ran watch = Ran.english("watch", watched.toString(), "--server", address, "--key", key, "--once");
        assertThat(watch.code()).isEqualTo(ExitCode.SERVER);
        assertThat(watch.err()).contains("prospects.csv: ").contains(said);
        assertThat(Files.readString(watched.resolve("prospects.csv.error.txt"))).contains(said);
        assertThat(names(watched)).doesNotContain("prospects.report.json");
        assertThat(Ran.french("submit", file.toString(), "--server", address, "--key", key)
                        .err())
                .contains("le serveur retient le résultat");
    }

    @Test
    void submitSaysHowTheFileIsReadAndForWhomAndMakesItsFolder() throws Exception {
        Path file = Files.writeString(folder.resolve("export.txt"), "in\n");
        Path out = folder.resolve("made").resolve("below");
        replies.put("/api/v1/submissions", new Reply(202, "{\"id\":\"" + ID + "\",\"state\":\"RECEIVED\"}"));
        replies.put("/api/v1/submissions/" + ID, new Reply(200, testSubmission(sha256("in\n"), sha256("a\n"))));
        replies.put("/api/v1/submissions/" + ID + "/files/callable", new Reply(200, "a\n"));
        Ran ran = Ran.english(
                "submit",
                file.toString(),
                "--server",
                address,
                "--key",
                key,
                "--out",
                out.toString(),
                "--campaign",
                "Été",
                "--for",
                "552 100 554",
                "--column",
                "Tél 1",
                "--column",
                "3",
                "--separator",
                "\\t",
                "--encoding",
                "CP1252",
                "--header",
                "non",
                "--quotes",
                "no",
                "--blank",
                "à rappeler",
                "--blank",
                "voir fiche");
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
        assertThat(queries.get("/api/v1/submissions"))
                .isEqualTo(
                        "filename=export.txt&campaign=%C3%89t%C3%A9&for=552+100+554&column=T%C3%A9l+1&column=3"
                                + "&separator=tab&encoding=windows-1252&header=no&quotes=no&blank=%C3%A0+rappeler&blank=voir+fiche");
        assertThat(names(out)).containsExactly("export.not-listed.csv", "export.report.json");
        Path blocked = Files.writeString(folder.resolve("blocked"), "");
        assertThat(Ran.english(
                                "submit",
                                file.toString(),
                                "--server",
                                address,
                                "--key",
                                key,
                                "--out",
                                blocked.resolve("out").toString())
                        .err())
                .contains("cannot be made");
    }

    @Test
    void layoutThatNoServerTakesIsRefusedBeforeAnythingIsSent() throws Exception {
        Path file = Files.writeString(folder.resolve("export.txt"), "in\n");
        for (List<String> wrong :
                List.of(List.of("--separator", "~"), List.of("--encoding", "ebcdic"), List.of("--header", "perhaps"))) {
            for (String command : List.of("submit", "watch")) {
                String what = command.equals("submit") ? file.toString() : folder.toString();
                Ran ran = Ran.english(command, what, "--server", address, "--key", key, wrong.get(0), wrong.get(1));
                assertThat(ran.code()).as("%s %s", command, wrong).isEqualTo(ExitCode.USAGE);
                assertThat(ran.err()).contains(wrong.get(1));
            }
        }
        assertThat(queries).isEmpty();
    }

    @Test
    void filesOfATestAreComparedWithWhatTheServerSaysForThereIsNoCertificate() throws Exception {
        Path file = Files.writeString(folder.resolve("prospects.csv"), "in\n");
        Path out = Files.createDirectory(folder.resolve("out"));
        String self = "/api/v1/submissions/" + ID;
        replies.put("/api/v1/submissions", new Reply(202, "{\"id\":\"" + ID + "\",\"state\":\"RECEIVED\"}"));
        replies.put(self, new Reply(200, testSubmission(sha256("in\n"), sha256("a\n"))));
        replies.put(self + "/certificate", new Reply(403, "{\"code\":\"BT-0433\",\"detail\":\"No.\",\"cure\":\"\"}"));
        replies.put(self + "/files/callable", new Reply(200, "tampered\n"));
        String[] submit = {"submit", file.toString(), "--server", address, "--key", key, "--out", out.toString()};
        assertThat(Ran.english(submit).code()).isEqualTo(ExitCode.SERVER);
        replies.put(self + "/files/callable", new Reply(200, "a\n"));
        replies.put(self, new Reply(200, testSubmission(sha256("other\n"), sha256("a\n"))));
        assertThat(Ran.english(submit).code()).isEqualTo(ExitCode.SERVER);
        assertThat(names(out)).isEmpty();
        replies.put(self, new Reply(200, testSubmission(sha256("in\n"), sha256("a\n"))));
        Ran ran = Ran.english(submit);
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
        assertThat(ran.err()).contains("test key", "allow no call");
        assertThat(names(out)).containsExactly("prospects.not-listed.csv", "prospects.report.json");
        key("obl_live_0123456789", "rw-------");
        Ran real = Ran.english(submit);
        assertThat(real.code()).as("a real key's files have a certificate").isEqualTo(ExitCode.SERVER);
        assertThat(real.err()).contains("BT-0433");
    }

    private static String testSubmission(String input, String callable) {
        return "{\"id\":\"" + ID + "\",\"state\":\"READY\",\"test\":true,\"sha256\":\"" + input
                + "\",\"files\":[{\"kind\":\"callable\",\"name\":\"export.callable.csv\",\"sha256\":\"" + callable
                + "\"}],\"report\":{\"rows\":1,\"callable\":1,\"unchecked\":0}}";
    }

    @Test
    void keyFileThatOthersCanReadIsWarnedOf() throws Exception {
        replies.put("/api/v1/checks", new Reply(200, "{\"results\":[{\"input\":\"1\",\"verdict\":\"UNCHECKED\"}]}"));
        String[] check = {"check", "1", "--server", address, "--key", key};
        assertThat(Ran.english(check).err()).isEmpty();
        for (String permissions : List.of("rw-r-----", "rw----r--")) {
            key("obt_test_0123456789", permissions);
            Ran ran = Ran.english(check);
            assertThat(ran.err()).contains("other users", "chmod 600", key).doesNotContain("obt_test");
            assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> String.valueOf(path.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static String certificate(String input, String callable, String validUntil) throws Exception {
        String party = "{\"name\":\"Example\",\"siren\":\"552100554\"}";
        return "{\"format\":1,\"id\":\"" + ID
                + "\",\"issuer\":{\"name\":\"OpenBloctel\",\"url\":\"https://b.example\"},"
                + "\"issuedAt\":\"2026-01-10T08:00:00Z\",\"validUntil\":\"" + validUntil + "\",\"expiresAt\":\""
                + validUntil + "T23:00:00Z\",\"submittedBy\":" + party + ",\"principal\":" + party
                + ",\"input\":{\"name\":\"prospects.csv\",\"sha256\":\"" + sha256(input) + "\"},\"outputs\":[{\"kind\":"
                + "\"callable\",\"name\":\"prospects.callable.csv\",\"sha256\":\"" + sha256(callable) + "\"}],"
                + "\"counts\":{\"rows\":1,\"callable\":1,\"opposed\":0,\"unchecked\":0},"
                + "\"list\":{\"revision\":3,\"digest\":\"sha256:00\"},\"law\":{\"text\":{\"fr\":\"loi\",\"en\":\"law\"}}}";
    }

    private static String sha256(String text) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256:" + HexFormat.of().formatHex(digest);
    }

    private String jws(String kid, String content) throws GeneralSecurityException {
        String head = base64("{\"alg\":\"EdDSA\",\"kid\":\"" + kid + "\",\"typ\":\"openbloctel-certificate+jws\"}")
                + "." + base64(content);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(head.getBytes(StandardCharsets.US_ASCII));
        return head + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private String keys(String kid) {
        byte[] encoded = pair.getPublic().getEncoded();
        String x = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        return "{\"keys\":[{\"kid\":\"" + kid + "\",\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}]}";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
