package org.openbloctel.server.calls.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.platform.programs.Program.bytes;
import static org.openbloctel.server.platform.programs.Program.json;
import static org.openbloctel.server.platform.programs.Program.problem;
import static org.openbloctel.server.platform.programs.Program.text;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.programs.Program;
import tools.jackson.databind.JsonNode;

/** A file of a campaign is answered by the law of the day, one without a campaign by the list alone; over real HTTP. */
final class CampaignAnswersIT {
    /** Ten people: the second is on the list, 3 to 5 consented, of whom the fourth is on the list, too. */
    private static final String FILE = """
            Telephone;Identifiant
            06 39 98 00 01;A1
            06 39 98 00 02;A2
            06 39 98 00 03;A3
            06 39 98 00 04;A4
            06 39 98 00 05;A5
            06 39 98 00 06;A6
            06 39 98 00 07;A7
            06 39 98 00 08;A8
            06 39 98 00 09;A9
            nobody;A10
            """;

    private static ServerFixture server;
    private static Caller caller;
    private static Program program;

    @BeforeAll
    static void start() throws Exception {
        server = ServerFixture.start("openbloctel.http.requests-a-minute.company=100000");
        caller = new Caller(server, "000000018", "Exemple").withPlan(1000, 100_000);
        program = new Program(
                server.address(),
                caller.key("obl_live_answersanswers", "submissions", "calls", "verdicts", "consents", "checks"));
        server.publish("0639980002\n0639980004\n");
        for (int i = 3; i <= 5; i++) {
            consent("063998000" + i, i);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode post(String path, String body) {
        return post(program, path, body);
    }

    private static JsonNode post(Program by, String path, String body) {
        HttpResponse<byte[]> answer =
                by.send("POST", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
        assertThat(answer.statusCode()).as(text(answer)).isBetween(200, 201);
        return json(answer);
    }

    private static void consent(String number, int id) {
        JsonNode results =
                post("/api/v1/consents", """
                {"consents":[{"reference":"r-%d","number":"%s","givenAt":"2026-11-20T15:00:00+01:00",
                "until":"2027-06-20T15:00:00+02:00","thirdParties":[],"goods":"windows","sectors":["other"],
                "text":"I agree to be called","channel":"web","positiveAct":true,"withdrawalExplained":true,
                "proofOffered":true,"evidence":"sha256:%s"}]}""".formatted(id, number, digest(id))).get("results");
        assertThat(results.get(0).get("id").asString()).isNotEmpty();
    }

    private static String digest(int id) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes("form " + id)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String campaign(String sector) {
        return campaign(program, "Novembre", sector);
    }

    private static String campaign(Program by, String name, String sector) {
        return post(by, "/api/v1/campaigns", """
                {"name":"%s","sector":"%s","startsOn":"2026-11-01","endsOn":"2027-02-28"}""".formatted(name, sector))
                .get("id")
                .asString();
    }

    @Test
    void exactlyThoseWhoConsentedAreCallable() {
        JsonNode submission = program.submitted("prospects.csv", "&campaign=" + campaign("other"), bytes(FILE));
        assertThat(submission.get("scope").asString()).isEqualTo("law");
        assertThat(submission.get("campaign").asString()).isEqualTo("Novembre");
        assertThat(json(program.get(
                                "/api/v1/submissions/" + submission.get("id").asString() + "/certificate"))
                        .at("/certificate/campaign")
                        .asString())
                .isEqualTo("Novembre");
        assertThat(submission.get("counts").toString())
                .startsWith("{\"rows\":10,\"callable\":3,\"opposed\":0,\"forbidden\":6,\"unchecked\":1");
        assertThat(program.file(submission, "callable"))
                .isEqualTo("Telephone;Identifiant\n06 39 98 00 03;A3\n06 39 98 00 04;A4\n06 39 98 00 05;A5\n");
        String files = "/api/v1/submissions/" + submission.get("id").asString() + "/files/";
        assertThat(submission.get("files").get(0).get("name").asString()).isEqualTo("prospects.callable.csv");
        assertThat(problem(program.get(files + "not-listed")))
                .as("the law judged it")
                .isEqualTo(problem(program.get(files + "nothing")));
        assertThat(program.file(submission, "forbidden"))
                .startsWith("Telephone;Identifiant\n06 39 98 00 01;A1\n06 39 98 00 02;A2\n06 39 98 00 06;A6\n")
                .hasLineCount(7);
        assertThat(program.file(submission, "verdicts"))
                .contains("06 39 98 00 02;A2;FORBIDDEN consent\r\n", "06 39 98 00 04;A4;OK\r\n")
                .contains("nobody;A10;UNCHECKED not-a-number\r\n");
        JsonNode report = submission.get("report");
        assertThat(report.get("forbiddenByRule").toString()).isEqualTo("{\"consent\":6}");
        assertThat(report.get("law").get("regime").asString()).isEqualTo("consent-2026");
        assertThat(report.get("law").get("hours").get(0).asString()).isEqualTo("monday-friday 10:00-13:00");
        JsonNode certificate = json(program.get(
                "/api/v1/certificates/" + submission.get("certificate").asString()));
        assertThat(certificate.toString())
                .contains("\"format\":2", "\"scope\":\"law\"", "\"forbidden\":6", "\"rule\":\"consent\"");
    }

    /** Three consents for windows made calls about mobile phones callable in a signed certificate. */
    @Test
    void aConsentForWindowsCertifiesNoCallAboutMobilePhones() {
        String phones = about("telecom", "Forfaits mobiles");
        JsonNode submission = program.submitted("mobiles.csv", "&campaign=" + phones, bytes(FILE));
        assertThat(submission.get("counts").toString())
                .startsWith("{\"rows\":10,\"callable\":0,\"opposed\":0,\"forbidden\":6,\"unchecked\":4");
        assertThat(program.file(submission, "verdicts"))
                .contains("06 39 98 00 02;A2;FORBIDDEN consent\r\n", "06 39 98 00 04;A4;UNCHECKED cannot-tell\r\n");
        String certificate = json(program.get(
                        "/api/v1/submissions/" + submission.get("id").asString() + "/certificate"))
                .toString();
        assertThat(certificate)
                .contains("\"subject\":{\"id\":\"telecom\",\"fr\":\"Téléphone, internet, télévision\","
                        + "\"en\":\"Telephone, internet, television\",\"goods\":\"Forfaits mobiles\"}")
                .contains("\"callable\":0", "\"cannot-tell\":3");
        assertThat(answers(phones, 2, 3, 4, 5, 6))
                .containsExactly("FORBIDDEN", "CANNOT_TELL", "CANNOT_TELL", "CANNOT_TELL", "FORBIDDEN");
        assertThat(dialled(phones, 4)).isEqualTo("CANNOT_TELL consent\n");
    }

    @Test
    void otherCoversTheSameGoodsInFilesVerdictsAndAtTheDialer() {
        String windows = about("other", "The Windows.");
        JsonNode submission = program.submitted("windows.csv", "&campaign=" + windows, bytes(FILE));
        assertThat(submission.get("counts").toString())
                .startsWith("{\"rows\":10,\"callable\":3,\"opposed\":0,\"forbidden\":6,\"unchecked\":1");
        assertThat(answers(windows, 2, 3, 4, 5, 6))
                .containsExactly("FORBIDDEN", "ALLOWED", "ALLOWED", "ALLOWED", "FORBIDDEN");
        assertThat(dialled(windows, 4)).isEqualTo("ALLOWED\n");
        assertThat(dialled(windows, 6)).isEqualTo("FORBIDDEN consent\n");
    }

    private static String about(String subject, String goods) {
        return post("/api/v1/campaigns", """
                {"name":"Novembre","subject":"%s","goods":"%s","startsOn":"2026-11-01","endsOn":"2027-02-28"}""".formatted(subject, goods))
                .get("id")
                .asString();
    }

    private static List<String> answers(String campaign, int... numbers) {
        String calls = IntStream.of(numbers)
                .mapToObj(number -> """
                        {"number":"063998000%d","at":"2026-11-25T11:00:00+01:00","campaign":"%s"}""".formatted(number, campaign))
                .collect(Collectors.joining(",", "{\"calls\":[", "]}"));
        List<String> answers = new ArrayList<>();
        post("/api/v1/verdicts", calls)
                .get("results")
                .forEach(result -> answers.add(result.get("verdict").asString()));
        return answers;
    }

    private static String dialled(String campaign, int number) {
        return text(program.send(
                "POST",
                "/api/v1/dial",
                BodyPublishers.ofString("{\"number\":\"063998000" + number + "\",\"campaign\":\"" + campaign + "\"}"),
                "Content-Type",
                "application/json",
                "Accept",
                "text/plain"));
    }

    @Test
    void whoRefusedIsForbiddenThatReason() {
        String campaign = campaign("other");
        consent("0639980008", 8);
        post("/api/v1/calls", """
                {"calls":[{"id":"c-8","number":"0639980008","at":"2026-11-24T11:00:00+01:00","campaign":"%s",
                "outcome":"refused"}]}""".formatted(campaign));
        JsonNode submission = program.submitted("refus.csv", "&campaign=" + campaign, bytes(FILE));
        assertThat(program.file(submission, "verdicts")).contains("06 39 98 00 08;A8;FORBIDDEN refusal\r\n");
    }

    @Test
    void forbiddenCampaignHasNoCallableLine() {
        JsonNode submission =
                program.submitted("isolation.csv", "&campaign=" + campaign("energy-renovation"), bytes(FILE));
        assertThat(submission.get("counts").get("callable").asInt()).isZero();
        assertThat(program.file(submission, "callable")).isEqualTo("Telephone;Identifiant\n");
    }

    @Test
    void withoutACampaignOnlyTheListIsLookedAt() {
        JsonNode submission = program.submitted("liste.csv", "", bytes(FILE));
        assertThat(submission.get("scope").asString()).isEqualTo("list");
        assertThat(submission.get("counts").toString())
                .startsWith(
                        "{\"rows\":10,\"notListed\":7,\"callable\":7,\"opposed\":2,\"forbidden\":0,\"unchecked\":1");
        assertThat(submission.get("report").get("scope").asString()).isEqualTo("list");
        assertThat(program.file(submission, "verdicts"))
                .contains(";NOT_LISTED\r\n")
                .doesNotContain(";OK");
        assertThat(submission.get("links").has("forbidden")).isFalse();
        assertThat(problem(program.get(
                        "/api/v1/submissions/" + submission.get("id").asString() + "/files/forbidden")))
                .startsWith("404");
        assertThat(json(program.get("/api/v1/certificates/"
                                + submission.get("certificate").asString()))
                        .toString())
                .contains("\"format\":2", "\"scope\":\"list\"")
                .doesNotContain("\"rules\"");
    }

    @Test
    void workbookIsJudgedAsATextIs() throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(file, "test", null)) {
            Worksheet sheet = workbook.newWorksheet("Appels");
            sheet.value(0, 0, "Téléphone");
            for (int row = 1; row <= 4; row++) {
                sheet.value(row, 0, "063998000" + row);
            }
        }
        JsonNode submission = program.submitted("prospects.xlsx", "&campaign=" + campaign("other"), file.toByteArray());
        assertThat(submission.get("counts").toString())
                .startsWith("{\"rows\":4,\"callable\":2,\"opposed\":0,\"forbidden\":2,\"unchecked\":0");
    }

    @Test
    void newRegistrationAndNewConsentGiveTheSameBytesANewAnswer() throws Exception {
        String file = "Telephone\n0639980021\n0639980022\n";
        JsonNode first = program.submitted("jour.csv", "", bytes(file));
        server.publish("0639980021\n");
        JsonNode second = program.submitted("jour.csv", "&via=watch", bytes(file));
        assertThat(second.get("id")).isNotEqualTo(first.get("id"));
        assertThat(second.get("counts").get("opposed").asInt()).isEqualTo(1);
        String campaign = "&via=watch&campaign=" + campaign("other");
        assertThat(program.submitted("jour.csv", campaign, bytes(file))
                        .get("counts")
                        .get("callable")
                        .asInt())
                .isZero();
        consent("0639980022", 22);
        assertThat(program.submitted("jour.csv", campaign, bytes(file))
                        .get("counts")
                        .get("callable")
                        .asInt())
                .isEqualTo(1);
    }

    /** An answer by the list alone would be taken for one about the campaign. */
    @Test
    void whatIsNoCampaignIsRefusedAndANameIsAnsweredWithTheId() {
        campaign("other");
        campaign("other");
        String id = campaign(program, "Printemps", "other");
        for (String door : List.of("submissions", "uploads")) {
            assertThat(handedIn(program, door, "&campaign=printemps")).isEqualTo("404 BT-0717 " + id);
            assertThat(handedIn(program, door, "&campaign=Novembre"))
                    .as("several are called so")
                    .isEqualTo("404 BT-0622 ");
            assertThat(handedIn(program, door, "&campaign=Hiver")).isEqualTo("404 BT-0622 ");
            assertThat(handedIn(program, door, "&campaign=%2A")).isEqualTo("404 BT-0622 ");
            assertThat(handedIn(program, door, "&campaign=" + "x".repeat(400))).isEqualTo("404 BT-0622 ");
            assertThat(handedIn(program, door, "&campaign=")).isEqualTo("400 BT-0701 ");
            assertThat(handedIn(program, door, "&campaign=%20")).isEqualTo("400 BT-0701 ");
            assertThat(handedIn(program, door, "&campain=" + id)).isEqualTo("422 BT-0632 ");
        }
        Caller other = new Caller(server, "000000026", "Autre").withPlan(1000, 1000);
        Program stranger = new Program(server.address(), other.key("obl_live_strangerstranger", "submissions"));
        assertThat(handedIn(stranger, "submissions", "&campaign=Printemps")).isEqualTo("404 BT-0622 ");
        assertThat(handedIn(stranger, "submissions", "&campaign=" + id)).isEqualTo("404 BT-0622 ");
        assertThat(named(program, "Printemps")).containsOnly("BT-0717 " + id);
        assertThat(named(program, "Novembre")).containsOnly("BT-0622 ");
        Program test =
                new Program(server.address(), caller.key("obt_test_namesnames", "submissions", "calls", "verdicts"));
        String tried = campaign(test, "Essai", "other");
        assertThat(handedIn(test, "submissions", "&campaign=ESSAI")).isEqualTo("404 BT-0717 " + tried);
        assertThat(named(test, "Essai")).containsOnly("BT-0717 " + tried);
    }

    /** Status, code and the id that is told. */
    private static String handedIn(Program by, String door, String more) {
        HttpResponse<byte[]> answer = by.send(
                "POST",
                "/api/v1/" + door + "?filename=a.csv" + more,
                BodyPublishers.ofByteArray(door.equals("uploads") ? new byte[0] : bytes(FILE)),
                "Tus-Resumable",
                "1.0.0",
                "Upload-Length",
                "20");
        return problem(answer) + " " + id(json(answer));
    }

    private static String id(JsonNode problem) {
        Matcher id = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                .matcher(problem.get("detail").asString());
        return id.find() ? id.group() : "";
    }

    /** What the doors for single calls say of the campaign of this name. */
    private static List<String> named(Program by, String campaign) {
        String call =
                "{\"number\":\"0639980006\",\"at\":\"2026-11-24T11:00:00+01:00\",\"campaign\":\"" + campaign + "\"";
        JsonNode verdict =
                post(by, "/api/v1/verdicts", "{\"calls\":[" + call + "}]}").at("/results/0");
        JsonNode dialled = post(by, "/api/v1/dial", "{\"number\":\"0639980006\",\"campaign\":\"" + campaign + "\"}");
        JsonNode told = post(
                        by, "/api/v1/calls", "{\"calls\":[" + call + ",\"id\":\"n-1\",\"outcome\":\"no-answer\"}]}")
                .at("/results/0");
        assertThat(List.of(verdict, dialled))
                .allSatisfy(one -> assertThat(one.get("verdict").asString()).isEqualTo("CANNOT_TELL"));
        return Stream.of(verdict, dialled, told)
                .map(one -> one.get("problem"))
                .map(problem -> problem.get("code").asString() + " " + id(problem))
                .toList();
    }

    @Test
    void metadataOfAnUploadHasNoOtherNames() {
        String filename = "filename YS5jc3Y=";
        String[] headers = {"Tus-Resumable", "1.0.0", "Upload-Length", "20", "Upload-Metadata", ""};
        headers[5] = filename + ",filetype dGV4dC9jc3Y=,relativePath bnVsbA==";
        assertThat(program.send("POST", "/api/v1/uploads", BodyPublishers.noBody(), headers)
                        .statusCode())
                .as("what libraries for browsers add")
                .isEqualTo(201);
        headers[5] = filename + ",campagne UHJpbnRlbXBz";
        assertThat(problem(program.send("POST", "/api/v1/uploads", BodyPublishers.noBody(), headers)))
                .isEqualTo("422 BT-0632");
        headers[5] = filename + ",campaign UHJpbnRlbXBzIQ==";
        assertThat(problem(program.send("POST", "/api/v1/uploads", BodyPublishers.noBody(), headers)))
                .isEqualTo("404 BT-0622");
    }
}
