package org.openbloctel.acceptance.shipped;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.callfiles.sftp.Sender;
import org.openbloctel.server.calls.mailbox.Letter;
import org.openbloctel.server.calls.mailbox.PostOffice;
import org.openbloctel.server.platform.files.FakeStore;

/**
 * What ships is what is tested: a copy of it, started as people start it, takes every kind of call file through every door, shows a page of
 * each feature, and finds everything again at its next start. In the end a library is taken away, and a workbook must not come back.
 */
@TestMethodOrder(OrderAnnotation.class)
final class ShippedIT {
    private static final String SIREN = "000000018";
    private static final String LISTED = "0199001234";
    private static final String ROOT = "/api/v1/submissions";
    private static final String JSON = "application/json";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int AT_FIRST = 1;
    private static final int AT_THE_SECOND_START = Integer.MAX_VALUE - 1;
    private static final int AT_THE_THIRD_START = Integer.MAX_VALUE;

    @TempDir
    private static Path home = Path.of(".");

    private static PostOffice post;
    private static FakeStore store;
    private static Shipment shipment;
    private static ShippedServer server;
    private static Visitor owner;
    private static String free = "";
    private static boolean proved;

    @BeforeAll
    static void start() throws Exception {
        post = new PostOffice();
        store = new FakeStore(); // folders need no library, and all other tests have them
        shipment = Shipment.into(home.resolve("shipped"));
        Path secret = Files.writeString(home.resolve("secret"), "secret");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        List<String> settings = new ArrayList<>(List.of(store.settings(secret)));
        settings.add("openbloctel.submissions.downloads.files-an-hour=1000");
        settings.add("openbloctel.http.requests-a-minute.company=6000");
        settings.add("openbloctel.http.requests-a-minute.person=6000");
        settings.add("openbloctel.http.requests-a-minute.address=6000");
        server = new ShippedServer(shipment, home, post.settings(settings.toArray(String[]::new)));
        owner = server.signedIn("owner", "/pro");
        JsonArray results = server.post(
                        "/api/v1/checks",
                        JSON,
                        "{\"numbers\":[\"0199001234\",\"0639980002\",\"0639980003\",\"0639980004\"]}".getBytes(UTF_8),
                        200)
                .getAsJsonArray("results");
        assertThat(results.get(0).getAsJsonObject().get("verdict").getAsString())
                .isEqualTo("OPPOSED");
        for (JsonElement result : results) {
            if (!result.getAsJsonObject().get("verdict").getAsString().equals("OPPOSED")) {
                free = result.getAsJsonObject().get("input").getAsString();
            }
        }
        assertThat(free).isNotEmpty();
    }

    @AfterAll
    static void stop() {
        try {
            server.close();
        } finally {
            store.close();
            post.close();
        }
    }

    /** Once: a code for it is good once, and it is good for ten minutes, after which the first download has made the place known. */
    private static void stepUp() throws Exception {
        if (!proved) {
            proved = true;
            server.stepUp(owner, "owner", "/pro");
        }
    }

    private static CallFile file(String door, CallFile.Kind kind) {
        return new CallFile(door + kind, kind, LISTED, free);
    }

    private static List<CallFile> files(String door, CallFile.Kind... kinds) {
        return Arrays.stream(kinds).map(kind -> file(door, kind)).toList();
    }

    static <T> T until(Callable<T> asked, java.util.function.Predicate<T> enough) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        T answer = asked.call();
        while (!enough.test(answer)) {
            assertThat(System.nanoTime()).as("%s", answer).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            answer = asked.call();
        }
        return answer;
    }

    private static String state(JsonObject submission) {
        return submission.get("state").getAsString();
    }

    /** A submission once it is settled, which has to have come that way, and to have one line of each kind. */
    private static JsonObject ready(String id, String channel) throws Exception {
        JsonObject submission = until(
                () -> server.json(ROOT + "/" + id),
                one -> !state(one).equals("RECEIVED") && !state(one).equals("CHECKING"));
        assertThat(state(submission)).as("%s", submission).isIn("READY", "DELIVERED");
        assertThat(submission.get("channel").getAsString()).isEqualTo(channel);
        JsonObject report = submission.getAsJsonObject("report");
        assertThat(List.of("rows", "callable", "opposed", "unchecked"))
                .extracting(count -> report.get(count).getAsInt())
                .containsExactly(3, 1, 1, 1);
        return submission;
    }

    private static String byApi(CallFile file) throws Exception {
        return server.post(ROOT + "?filename=" + file.name(), "application/octet-stream", file.bytes(), 202)
                .get("id")
                .getAsString();
    }

    private static byte[] downloaded(String id, String what, String accept) throws Exception {
        HttpResponse<byte[]> answer = server.ask(ROOT + "/" + id + what, accept);
        assertThat(answer.statusCode()).as(what).isEqualTo(200);
        return Objects.requireNonNull(answer.body());
    }

    private static byte[] byPortal(String id, String what) {
        return Objects.requireNonNull(owner.file("/pro/depots/" + id + what).body());
    }

    @ParameterizedTest
    @EnumSource
    void portalTakesEveryKindOfFile(CallFile.Kind kind) throws Exception {
        CallFile file = file("portail", kind);
        owner.get("/pro/depots/nouveau");
        HttpResponse<String> sent = owner.upload("/pro/depots/nouveau", Map.of(), file.name(), file.bytes());
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(302);
        String page =
                URI.create(sent.headers().firstValue("Location").orElseThrow()).getPath();
        ready(page.substring(page.lastIndexOf('/') + 1), "portal");
        assertThat(owner.get(page).body()).contains(file.name());
        stepUp();
        HttpResponse<byte[]> callable = owner.file(page + "/fichiers/callable");
        assertThat(file.read(Objects.requireNonNull(callable.body()))).isEqualTo(file.expected());
    }

    @ParameterizedTest
    @EnumSource
    void apiTakesEveryKindOfFileAndItsCertificateHolds(CallFile.Kind kind) throws Exception {
        CallFile file = file("api", kind);
        String id = byApi(file);
        ready(id, "api");
        byte[] callable = downloaded(id, "/files/callable", "*/*");
        assertThat(file.read(callable)).isEqualTo(file.expected());
        Path returned = Files.write(home.resolve(file.returned("not-listed")), callable);
        Path jws = Files.write(home.resolve(file.base() + ".jws"), downloaded(id, "/certificate", "application/jose"));
        assertVerifies(jws, "--file", returned.toString());
        assertThat(new String(downloaded(id, "/files/verdicts", "*/*"), UTF_8)).contains(LISTED, "OPPOSED");
    }

    @Test
    void certificateVerifiesInEveryFormThatIsHandedOut() throws Exception {
        CallFile file = file("attestation", CallFile.Kind.CSV);
        String id = byApi(file);
        ready(id, "api");
        Path original = Files.write(home.resolve(file.name()), file.bytes());
        Map<String, byte[]> forms = Map.of(
                "certificate.json", downloaded(id, "/certificate", JSON),
                "certificate.pdf", downloaded(id, "/certificate.pdf", "application/pdf"),
                "portal.json", byPortal(id, "/certificat.json"),
                "portal.jws", byPortal(id, "/certificat.jws"));
        for (Map.Entry<String, byte[]> form : forms.entrySet()) {
            Path shown = Files.write(home.resolve(form.getKey()), form.getValue());
            assertVerifies(shown, "--file", original.toString());
        }
    }

    private static void assertVerifies(Path certificate, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "--lang",
                "en",
                "verify",
                certificate.toString(),
                "--server",
                server.address().toString()));
        arguments.addAll(List.of(more));
        Shipment.Ran ran = shipment.run(arguments.toArray(String[]::new));
        assertThat(ran.said()).contains("SIREN " + SIREN, "authentic and good");
        assertThat(ran.code()).isZero();
    }

    @Test
    void sftpTakesEveryKindOfFile() throws Exception {
        try (Sender sender = new Sender(server::sftpPort, SIREN)) {
            stepUp();
            owner.get("/pro/sftp");
            HttpResponse<String> added = owner.post("/pro/sftp", Map.of("name", "Essai", "line", sender.line()));
            assertThat(added.statusCode()).as(added.body()).isEqualTo(302);
            List<CallFile> files = files("sftp", CallFile.Kind.values());
            for (CallFile file : files) {
                sender.put("/in/" + file.name(), file.bytes());
            }
            for (CallFile file : files) {
                until(() -> sender.names("/out"), names -> names.contains(file.returned("not-listed")));
                assertThat(file.read(sender.bytes("/out/" + file.returned("not-listed"))))
                        .isEqualTo(file.expected());
            }
            Path certificate = Files.write(
                    home.resolve("sftp.certificate.json"),
                    sender.bytes("/out/" + files.getFirst().base() + ".certificate.json"));
            assertVerifies(certificate);
        }
    }

    /** A gzip file by mail is refused, as docs/mailbox.md has it: mail services do not let it through. */
    @Test
    void mailboxTakesTableWorkbookAndArchive() throws Exception {
        List<CallFile> files = files("courriel", CallFile.Kind.CSV, CallFile.Kind.XLSX, CallFile.Kind.ZIP);
        String sender = server.email("owner");
        String domain = sender.substring(sender.indexOf('@') + 1);
        Letter letter = Letter.unsigned(sender)
                .on("Authentication-Results", Letter.RECEIVER + "; dkim=pass header.d=" + domain)
                .instead("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)))
                .subject("Trois fichiers");
        for (CallFile file : files) {
            letter.file(file.name(), file.bytes());
        }
        post.send(letter);
        JsonArray taken =
                until(() -> server.json(ROOT + "?text=courriel").getAsJsonArray("submissions"), all -> all.size() == 3);
        for (JsonElement one : taken) {
            ready(one.getAsJsonObject().get("id").getAsString(), "mail");
        }
        until(
                () -> server.visitor().get("/demo/mail").body(),
                page -> page.contains("Vos fichiers envoyés par e-mail"));
    }

    @Test
    void watchedFolderIsAnsweredWhateverLiesThere() throws Exception {
        Path folder = Files.createDirectory(home.resolve("watched"));
        Path key = Files.writeString(home.resolve("api.key"), server.apiKey() + "\n");
        List<CallFile> files = files("dossier", CallFile.Kind.values());
        for (CallFile file : files) {
            Files.write(folder.resolve(file.name()), file.bytes());
        }
        Shipment.Ran ran = shipment.run(
                "watch",
                folder.toString(),
                "--once",
                "--server",
                server.address().toString(),
                "--key",
                key.toString());
        assertThat(ran.code()).as(ran.said()).isZero();
        for (CallFile file : files) {
            assertThat(file.read(Files.readAllBytes(folder.resolve(file.returned("not-listed")))))
                    .isEqualTo(file.expected());
        }
        assertVerifies(folder.resolve(files.getLast().base() + ".certificate.jws"));
    }

    @ParameterizedTest
    @EnumSource(names = {"XLSX", "XLS"})
    void commandLineScrubsAWorkbookByItself(CallFile.Kind kind) throws Exception {
        Path listed = Files.writeString(home.resolve("listed.txt"), LISTED + "\n");
        Path list = home.resolve("opposition.list");
        Shipment.Ran built = shipment.run("list", "build", listed.toString(), "--out", list.toString());
        assertThat(built.code()).as(built.said()).isZero();
        CallFile file = file("seul-" + kind, kind);
        Path workbook = Files.write(home.resolve(file.name()), file.bytes());
        Shipment.Ran ran = shipment.run("scrub", workbook.toString(), "--list", list.toString());
        assertThat(ran.code()).as(ran.said()).isZero();
        assertThat(file.read(Files.readAllBytes(home.resolve(file.returned("not-listed")))))
                .isEqualTo(file.expected());
    }

    /** With the law's files and what reads them, which no other command of the command line needs. */
    @Test
    void commandLineJudgesACallByItself() throws Exception {
        Shipment.Ran ran = shipment.run("may-call", LISTED, "--at", "2024-06-15T11:00+02:00", "--lang", "fr");
        assertThat(ran.code()).as(ran.said()).isZero();
        assertThat(ran.said())
                .startsWith(LISTED + "\tFORBIDDEN\tcalling-hours opposition-list ")
                .contains("D.223-9", "jamais le samedi", "--list", "Prochain appel possible");
    }

    /** Each has a heading that no other has, so none is a page of an error, or the sign-in. */
    @ParameterizedTest
    @MethodSource("org.openbloctel.acceptance.shipped.SpacePages#all")
    @Order(AT_FIRST)
    void pageOfEachFeatureHasItsHeading(List<String> space) throws Exception {
        Visitor visitor = switch (space.getFirst()) {
            case "/pro" -> owner;
            case "/operateur" -> server.signedIn("registry-operator", "/operateur");
            case "/inspection" -> server.signedIn("inspector", "/inspection");
            case "/espace" -> consumer();
            default -> server.visitor();
        };
        Set<String> headings = new HashSet<>();
        for (String path : space.subList(1, space.size())) {
            HttpResponse<String> page = visitor.get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            Matcher heading = Pattern.compile("<h1[^>]*>\\s*([^<]+?)\\s*</h1>").matcher(page.body());
            assertThat(heading.find()).as("a heading at %s", path).isTrue();
            assertThat(headings.add(heading.group(1)))
                    .as("%s at %s", heading.group(1), path)
                    .isTrue();
        }
        assertThat(server.visitor().get("/statut").body()).contains("Tout fonctionne.");
    }

    /** By the link in the mail, as the demo shows it. */
    private static Visitor consumer() throws Exception {
        Visitor visitor = server.visitor();
        visitor.get("/espace/connexion");
        visitor.post("/espace/connexion", Map.of("email", server.email("consumer")));
        Pattern link = Pattern.compile("/espace/ouvrir\\?jeton=([\\w-]+)");
        String token =
                until(() -> mails(visitor, link), found -> !found.isEmpty()).getFirst();
        visitor.get("/espace/ouvrir?jeton=" + token);
        assertThat(visitor.post("/espace/ouvrir", Map.of("jeton", token)).statusCode())
                .isEqualTo(302);
        return visitor;
    }

    private static List<String> mails(Visitor visitor, Pattern link) {
        List<String> found = new ArrayList<>();
        Matcher mails = Pattern.compile("href=\"(/demo/mail/[^\"]+)\"")
                .matcher(visitor.get("/demo/mail").body());
        while (mails.find()) {
            Matcher inside = link.matcher(visitor.get(mails.group(1)).body());
            if (inside.find()) {
                found.add(inside.group(1));
            }
        }
        return found;
    }

    @Test
    @Order(AT_THE_SECOND_START)
    void secondStartOnTheSameDataFindsEverything() throws Exception {
        CallFile file = file("avant", CallFile.Kind.XLSX);
        String id = byApi(file);
        ready(id, "api");
        int before =
                server.json(ROOT + "?limit=100").getAsJsonArray("submissions").size();
        String certificate = new String(downloaded(id, "/certificate", "application/jose"), UTF_8);
        assertThat(store.names()).anyMatch(name -> name.startsWith("submissions/" + id + "/"));
        assertThat(home.resolve("data/submissions")).doesNotExist();
        assertSound(server.examined());
        server.stop();
        assertSound(server.examined());
        server.startAgain();
        assertThat(server.json(ROOT + "?limit=100").getAsJsonArray("submissions"))
                .hasSize(before);
        assertThat(file.read(downloaded(id, "/files/callable", "*/*"))).isEqualTo(file.expected());
        assertThat(new String(downloaded(id, "/certificate", "application/jose"), UTF_8))
                .isEqualTo(certificate);
        assertVerifies(Files.writeString(home.resolve("after.jws"), certificate));
        CallFile next = file("apres", CallFile.Kind.XLSX);
        String again = byApi(next);
        ready(again, "api");
        assertThat(next.read(downloaded(again, "/files/callable", "*/*"))).isEqualTo(next.expected());
        assertThat(server.visitor().get("/statut").body()).contains("Tout fonctionne.");
    }

    private static void assertSound(Shipment.Ran examined) {
        assertThat(examined.code()).as(examined.said()).isZero();
        assertThat(examined.said())
                .contains("No defects found.")
                .containsPattern("[0-9]{2,} files")
                .containsPattern("[1-9][0-9]* certificates");
    }

    /** That this class would notice, and that the service tells everybody: its sender, its operator, the readers of its status page. */
    @Test
    @Order(AT_THE_THIRD_START)
    void forgottenLibraryIsNoticedAndAFileThatFailsIsNotTriedForever() throws Exception {
        shipment.forget("server", "aalto-xml");
        server.restart();
        String id = byApi(file("oublie", CallFile.Kind.XLSX));
        String queue = "/operateur/depots";
        Visitor operator = server.signedIn("registry-operator", "/operateur");
        String hurry = queue + "/" + id + "/relancer";
        until(() -> operator.get(queue).body(), page -> page.contains(hurry));
        JsonObject refused = until(
                () -> {
                    operator.get(queue);
                    operator.post(hurry, Map.of());
                    return server.json(ROOT + "/" + id);
                },
                one -> !state(one).equals("RECEIVED") && !state(one).equals("CHECKING"));
        assertThat(state(refused)).isEqualTo("REFUSED");
        assertThat(refused.getAsJsonObject("refusal").get("code").getAsString()).isEqualTo("BT-0790");
        assertThat(operator.get(queue).body())
                .contains("Refusés après des échecs du service", id)
                .containsPattern("java[.]lang[.](ClassNotFoundException|NoClassDefFoundError) at org[.]openbloctel[.]");
        assertThat(server.visitor().get("/statut").body()).contains("tag error").doesNotContain("Tout fonctionne.");
        String metrics = server.metrics();
        assertThat(metrics).contains("openbloctel_submissions_failed 1.0");
        for (String file : List.of("docs/alerts.yaml", "deploy/grafana/openbloctel.json")) {
            assertThat(Pattern.compile("\\b(openbloctel|http_server|jvm)_\\w+")
                            .matcher(Files.readString(Path.of("..", file)))
                            .results()
                            .map(found -> found.group()))
                    .as(file)
                    .hasSizeGreaterThan(20)
                    .allMatch(metric -> metrics.contains("\n" + metric + "{") || metrics.contains("\n" + metric + " "));
        }
        String csv = byApi(file("reste", CallFile.Kind.CSV));
        ready(csv, "api");
    }
}
