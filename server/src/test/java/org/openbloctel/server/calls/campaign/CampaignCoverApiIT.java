package org.openbloctel.server.calls.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.platform.programs.Program.bytes;
import static org.openbloctel.server.platform.programs.Program.json;
import static org.openbloctel.server.platform.programs.Program.text;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.calls.campaign.CampaignCover;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.programs.Program;
import tools.jackson.databind.JsonNode;

/** A campaign by the API: its file, its kept numbers, a number that becomes opposed, the check again, the lapse; over real HTTP. */
final class CampaignCoverApiIT {
    private static final String KEY = "obl_live_covercovercover";
    private static final String FILE = "Telephone;Identifiant\n0639980001;A1\n0639980002;=A2\n0639980003;A3\n";

    private static ServerFixture server;
    private static Program program;
    private static Program tests;

    @BeforeAll
    static void start() {
        server = ServerFixture.start("openbloctel.http.requests-a-minute.company=100000");
        Caller caller = new Caller(server, "000000018", "Exemple").withPlan(1000, 100_000);
        program = new Program(server.address(), caller.key(KEY, "submissions", "calls", "verdicts"));
        tests = new Program(server.address(), caller.key("obt_test_covercovercover", "submissions", "calls"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void listed(String number) throws Exception {
        server.publish(number + "\n");
    }

    /** Waits for what the job makes true, without the quarter of a minute to its next turn. */
    private static boolean followed(BooleanSupplier something) {
        return Program.comesTrue(() -> {
            server.hurry("campaign.follow");
            return something.getAsBoolean();
        });
    }

    private static JsonNode send(String method, String path, int status) {
        HttpResponse<byte[]> answer = program.send(method, path, BodyPublishers.noBody());
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(status);
        return answer.body().length == 0 ? json(program.get("/api/v1/campaigns")) : json(answer);
    }

    private static String campaign() {
        HttpResponse<byte[]> answer = program.send(
                "POST", "/api/v1/campaigns", BodyPublishers.ofString("""
                {"name":"Novembre","sector":"other","startsOn":"2026-11-01","endsOn":"2027-02-28"}"""), "Content-Type", "application/json");
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(201);
        return json(answer).get("id").asString();
    }

    private static List<String> grounds(String campaign, String number, String at) {
        HttpResponse<byte[]> answer = program.send(
                "POST",
                "/api/v1/verdicts",
                BodyPublishers.ofString("""
                {"calls":[{"number":"%s","at":"%s","campaign":"%s"}]}""".formatted(number, at, campaign)),
                "Content-Type",
                "application/json");
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        JsonNode result = json(answer).get("results").get(0);
        assertThat(result.get("verdict").asString()).isEqualTo("FORBIDDEN");
        List<String> rules = new ArrayList<>();
        result.get("grounds").forEach(ground -> rules.add(ground.get("rule").asString()));
        return rules;
    }

    @Test
    void aCampaignIsKeptCoveredAndLapsesWhenNobodyChecks() throws Exception {
        listed("0639980001");
        String id = campaign();
        String path = "/api/v1/campaigns/" + id;
        assertThat(send("GET", path, 200).get("cover").get("state").asString()).isEqualTo("NO_FILE");
        JsonNode submitted = program.submitted("prospects.csv", "&campaign=" + id, bytes(FILE));
        program.settled(submitted.get("id").asString());
        JsonNode cover = send("GET", path, 200).get("cover");
        assertThat(cover.get("state").asString()).isEqualTo("COVERED");
        assertThat(cover.get("coveredUntil").asString()).isEqualTo("2026-12-24");
        assertThat(cover.get("files").get(0).get("submission").asString())
                .isEqualTo(submitted.get("id").asString());
        assertThat(send("POST", path + "/recheck", 409).get("code").asString()).isEqualTo("BT-0715");

        send("PUT", path + "/kept-numbers", 200);
        assertThat(followed(() -> send("GET", path, 200)
                                .get("cover")
                                .get("keptNumbers")
                                .get("numbers")
                                .asInt()
                        == 3))
                .as("the job keeps them")
                .isTrue();
        listed("0639980002");
        assertThat(followed(() -> !send("GET", path + "/changes?after=0", 200)
                        .get("changes")
                        .isEmpty()))
                .as("the job tells of it")
                .isTrue();
        JsonNode changes = send("GET", path + "/changes", 200);
        assertThat(changes.get("changes").get(0).get("reference").asString()).isEqualTo("=A2");
        assertThat(changes.get("changes").get(0).get("change").asString()).isEqualTo("opposed");
        HttpResponse<byte[]> table = program.get(path + "/changes", "Accept", "text/csv");
        assertThat(text(table))
                .startsWith("cursor;at;change;reference;number\r\n")
                .contains(";opposed;'=A2;0639980002\r\n");
        assertThat(send("GET", path + "/changes?after=" + changes.get("next").asString(), 200)
                        .get("changes"))
                .isEmpty();

        server.clock().move(Duration.ofDays(2));
        server.bean(CampaignCover.class).rechecks().nightly();
        JsonNode kept = send("GET", path, 200).get("cover");
        assertThat(kept.get("coveredUntil").asString()).isEqualTo("2026-12-26");
        JsonNode check = kept.get("keptNumbers").get("lastCheck");
        assertThat(check.get("opposed").asInt()).isEqualTo(2);
        String certificate = check.get("certificate").asString();
        JsonNode certified = json(program.get("/api/v1/certificates/" + certificate));
        assertThat(certified.toString()).contains(check.get("id").asString());
        verified(certificate);
        assertThat(send("POST", path + "/recheck", 200).get("certificate").asString())
                .isNotEqualTo(certificate);

        send("DELETE", path + "/kept-numbers", 204);
        assertThat(send("GET", path, 200).get("cover").get("keptNumbers").isNull())
                .isTrue();
        lapses(id, path, submitted.get("id").asString());
    }

    private static void lapses(String id, String path, String submission) {
        assertThat(grounds(id, "0639980003", "2026-12-24T11:00:00+01:00")).doesNotContain("campaign-out-of-cover");
        server.clock().move(Duration.ofDays(31));
        assertThat(send("GET", path, 200).get("cover").get("state").asString()).isEqualTo("OUT_OF_COVER");
        assertThat(grounds(id, "0639980003", "2026-12-28T11:00:00+01:00")).contains("campaign-out-of-cover");
        send("DELETE", path + "/files/" + submission, 204);
        assertThat(grounds(id, "0639980003", "2026-12-28T11:00:00+01:00")).doesNotContain("campaign-out-of-cover");
        server.clock().set(ServerFixture.START);
    }

    private static void verified(String certificate) {
        Certificates certificates = server.bean(Certificates.class);
        String signed = certificates.find(UUID.fromString(certificate)).jws();
        assertThat(certificates.verify(signed)).isInstanceOf(Certificates.Verification.Authentic.class);
    }

    @Test
    void aCampaignSaysWhatTheLawMakesOfItFromItsDeclarationOn() {
        HttpResponse<byte[]> answer = program.send(
                "POST", "/api/v1/campaigns", BodyPublishers.ofString("""
                {"name":"Isolation","sector":"energy-renovation","startsOn":"2026-11-01","endsOn":"2027-02-28"}"""), "Content-Type", "application/json");
        assertThat(answer.statusCode()).as("saved all the same").isEqualTo(201);
        JsonNode outlook = json(answer).get("outlook");
        assertThat(outlook.get("verdict").asString()).isEqualTo("FORBIDDEN");
        assertThat(outlook.get("rule").asString()).isEqualTo("energy-renovation-ban");
        assertThat(outlook.get("article").asString()).contains("L.223-1", "R.223-4");
        assertThat(outlook.get("text").asString()).contains("interdit quel que soit le consentement");
        assertThat(outlook.get("unless").toString()).isEqualTo("[\"callback\",\"b2b\"]");
        assertThat(outlook.get("periods")).hasSize(1);
        JsonNode period = outlook.get("periods").get(0);
        assertThat(period.get("from").asString()).as("seen from today").isEqualTo("2026-11-24");
        assertThat(period.get("regime").asString()).isEqualTo("consent-2026");
        assertThat(period.get("listedNumbers").isNull()).isTrue();
        JsonNode other = send("GET", "/api/v1/campaigns/" + campaign(), 200).get("outlook");
        assertThat(other.get("verdict").asString()).isEqualTo("NEEDS_CONSENT");
        assertThat(other.get("rule").asString()).isEqualTo("consent");
        assertThat(send("GET", "/api/v1/campaigns", 200).get("campaigns").get(1).get("outlook"))
                .as("the list says the same")
                .isEqualTo(outlook(json(answer).get("id").asString()));
    }

    private static JsonNode outlook(String id) {
        return send("GET", "/api/v1/campaigns/" + id, 200).get("outlook");
    }

    @Test
    void whatIsNotThereOrNotAllowedSaysSo() {
        String path = "/api/v1/campaigns/" + campaign();
        assertThat(tests.send("POST", path + "/recheck", BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(403);
        assertThat(tests.send("PUT", path + "/kept-numbers", BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("GET", path + "/changes?limit=0", 400).get("code").asString())
                .isEqualTo("BT-0701");
        assertThat(send("GET", "/api/v1/campaigns/00000000-0000-0000-0000-000000000000", 404)
                        .get("code")
                        .asString())
                .isEqualTo("BT-0622");
        assertThat(send("DELETE", path + "/files/00000000-0000-0000-0000-000000000000", 404)
                        .get("code")
                        .asString())
                .isEqualTo("BT-0716");
        HttpResponse<byte[]> unknown =
                program.submit("a.csv", "&campaign=00000000-0000-0000-0000-000000000000", bytes(FILE));
        assertThat(Program.problem(unknown)).isEqualTo("404 BT-0622");
    }
}
