package org.openbloctel.server.calls.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.platform.programs.Program.bytes;
import static org.openbloctel.server.platform.programs.Program.json;
import static org.openbloctel.server.platform.programs.Program.problem;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openbloctel.registry.calls.campaign.TestCampaigns;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A whole journey with a test key: a campaign, a file for it, calls, each answer of the law; nothing of it is written. */
final class TestKeyJourneyIT {
    private static final String CAMPAIGNS = "/api/v1/campaigns";
    /** A Wednesday, 11:00 in Paris. */
    private static final Instant MORNING = Instant.parse("2026-11-25T10:00:00Z");

    private static ServerFixture server;
    private static Program program;
    private static Program real;
    private static Program stranger;

    @BeforeAll
    static void start() {
        server = ServerFixture.start();
        String[] scopes = {"checks", "submissions", "verdicts", "calls"};
        Caller caller = new Caller(server, "000000018", "Exemple");
        program = new Program(server.address(), caller.key("obt_test_0000000001", scopes));
        real = new Program(server.address(), caller.key("obl_live_testkeys001", scopes));
        stranger = new Program(
                server.address(), new Caller(server, "000000026", "Autre").key("obt_test_0000000002", scopes));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void morning() {
        server.clock().set(MORNING);
    }

    private static HttpResponse<byte[]> post(String path, String body, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Content-Type";
        all[1] = "application/json";
        return program.send("POST", path, BodyPublishers.ofString(body), all);
    }

    private static HttpResponse<byte[]> declare(String sector, String name, String... headers) {
        String body = """
                {"name":"%s","sector":"%s","startsOn":"2026-11-01","endsOn":"2026-12-31"}""".formatted(name, sector);
        return post(CAMPAIGNS, body, headers);
    }

    private static String dial(String number, String campaign) {
        HttpResponse<byte[]> answer = program.send(
                "POST",
                "/api/v1/dial",
                BodyPublishers.ofString("number=" + number + "&campaign=" + campaign),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Accept",
                "text/plain");
        return new String(answer.body(), UTF_8).strip();
    }

    private static Map<String, Long> rows() {
        JdbcClient owner = JdbcClient.create(server.database().owner());
        return Stream.of("campaign", "call_history", "submission", "audit_entry")
                .collect(Collectors.toMap(
                        table -> table,
                        table -> owner.sql("select count(*) from accounts." + table)
                                .query(Long.class)
                                .single()));
    }

    @Test
    void campaignIsDeclaredFiledForCalledForAndForgotten() {
        Map<String, Long> before = rows();
        HttpResponse<byte[]> made = declare("other", "Essai", "Idempotency-Key", "k-1");
        assertThat(made.statusCode()).isEqualTo(201);
        String id = json(made).get("id").asString();
        assertThat(json(declare("other", "Essai", "Idempotency-Key", "k-1"))
                        .get("id")
                        .asString())
                .isEqualTo(id);
        assertThat(problem(declare("other", "Autre", "Idempotency-Key", "k-1"))).isEqualTo("422 BT-0413");
        assertThat(problem(declare("press", "Sans motif"))).isEqualTo("422 BT-0630");
        assertThat(json(program.get(CAMPAIGNS)).get("campaigns").findValuesAsString("id"))
                .contains(id);
        JsonNode shown = json(program.get(CAMPAIGNS + "/" + id));
        assertThat(shown.get("name").asString()).isEqualTo("Essai");
        assertThat(shown.get("cover").get("state").asString()).isEqualTo("NO_FILE");

        JsonNode file = program.submitted(
                "essai.csv", "&campaign=" + id, bytes("0639981001\n0639981002\n0639980002\n0639981402\n"));
        assertThat(file.get("campaign").asString()).isEqualTo("Essai");
        assertThat(file.get("scope").asString()).isEqualTo("law");
        assertThat(program.file(file, "verdicts").lines())
                .containsExactly(
                        "0639981001;1;OK",
                        "0639981002;2;OK",
                        "0639980002;3;FORBIDDEN consent",
                        "0639981402;4;FORBIDDEN refusal");
        assertThat(dial("0639981002", id)).isEqualTo("ALLOWED");
        assertThat(dial("0639980002", id)).isEqualTo("FORBIDDEN consent");
        HttpResponse<byte[]> told = post(
                "/api/v1/calls",
                "{\"calls\":[{\"id\":\"1\",\"number\":\"0639981002\",\"at\":\"2026-11-25T10:59:00+01:00\",\"campaign\":\""
                        + id + "\",\"outcome\":\"answered\"}]}");
        assertThat(json(told).at("/results/0/state").asString()).isEqualTo("NEW");

        assertThat(problem(stranger.get(CAMPAIGNS + "/" + id))).endsWith("BT-0622");
        assertThat(rows()).isEqualTo(before);
        server.clock().move(TestCampaigns.LIFE);
        assertThat(problem(program.get(CAMPAIGNS + "/" + id))).endsWith("BT-0622");
        assertThat(dial("0639981002", id)).isEqualTo("CANNOT_TELL BT-0622");
    }

    @Test
    void realCampaignOfTheCompanyDoesNotExistForItsTestKey() {
        String id = json(real.send("POST", CAMPAIGNS, BodyPublishers.ofString("""
                                {"name":"Vraie campagne","sector":"other","startsOn":"2026-11-01","endsOn":"2026-12-31"}"""), "Content-Type", "application/json"))
                .get("id")
                .asString();
        assertThat(problem(program.get(CAMPAIGNS + "/" + id))).isEqualTo("404 BT-0622");
        assertThat(new String(program.get(CAMPAIGNS).body(), UTF_8)).doesNotContain(id, "Vraie campagne");
        for (String named : new String[] {id, "Vraie campagne"}) {
            assertThat(dial("0639981002", named)).as(named).isEqualTo("CANNOT_TELL BT-0622");
            HttpResponse<byte[]> verdict = post("/api/v1/verdicts", """
                    {"calls":[{"number":"0639981002","at":"2026-11-25T11:00:00+01:00","campaign":"%s"}]}""".formatted(named));
            assertThat(json(verdict).at("/results/0/problem/code").asString())
                    .as(named)
                    .isEqualTo("BT-0622");
            HttpResponse<byte[]> told = post("/api/v1/calls", """
                    {"calls":[{"id":"1","number":"0639981002","at":"2026-11-25T10:59:00+01:00","campaign":"%s",\
                    "outcome":"answered"}]}""".formatted(named));
            assertThat(json(told).at("/results/0/problem/code").asString())
                    .as(named)
                    .isEqualTo("BT-0622");
            assertThat(problem(
                            program.submit("essai.csv", "&campaign=" + named.replace(' ', '+'), bytes("0639981001\n"))))
                    .as(named)
                    .endsWith("BT-0622");
        }
    }

    @Test
    void onlyTheLatestCampaignsAreKept() {
        String first = json(declare("other", "Erste")).get("id").asString();
        for (int i = 0; i < TestCampaigns.MAX_OF_A_COMPANY; i++) {
            assertThat(declare("other", "N" + i).statusCode()).isEqualTo(201);
        }
        JsonNode kept = json(program.get(CAMPAIGNS)).get("campaigns");
        assertThat(kept.size()).isEqualTo(TestCampaigns.MAX_OF_A_COMPANY);
        assertThat(kept.findValuesAsString("id")).doesNotContain(first);
        assertThat(json(stranger.get(CAMPAIGNS)).get("campaigns").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "other,0639981002,ALLOWED",
        "other,0639980002,FORBIDDEN consent",
        "other,0639981102,FORBIDDEN consent",
        "other,0639981302,CANNOT_TELL consent",
        "other,0639981402,FORBIDDEN no-call-after-objection",
        "other,0639981602,FORBIDDEN attempt-limit",
        "energy-renovation,0639981002,FORBIDDEN energy-renovation-ban",
        "home-adaptation,0639981002,FORBIDDEN home-adaptation-ban",
        "cpf,0639981002,FORBIDDEN cpf-ban",
        "insurance,0639981502,FORBIDDEN insurance-refusal",
        "insurance,0639981802,FORBIDDEN insurance-recontact",
    })
    void dialGivesEachAnswer(String sector, String number, String answer) {
        assertThat(dial(number, json(declare(sector, "D")).get("id").asString()))
                .isEqualTo(answer);
    }

    @Test
    void hoursDecideForTestsTooButForAnAppointment() {
        String campaign = json(declare("other", "Soir")).get("id").asString();
        server.clock().move(Duration.ofHours(10));
        assertThat(dial("0639981002", campaign)).isEqualTo("FORBIDDEN calling-hours");
        assertThat(dial("0639982102", campaign)).isEqualTo("ALLOWED");
    }

    @Test
    void listAndCallerNumberAreTriedByVerdicts() {
        JsonNode results = json(post("/api/v1/verdicts", """
                {"calls":[{"number":"0639981001","at":"2026-07-01T11:00:00+02:00","sector":"other"},
                {"number":"0639981002","at":"2026-11-25T11:00:00+01:00","sector":"other","automated":true,"callerId":"0199001234"},
                {"number":"0639981002","at":"2026-11-25T11:00:00+01:00","sector":"other","consent":"a-consent"},
                {"number":"0639981602","at":"2026-11-25T11:00:00+01:00","sector":"other"},
                {"number":"0612345678","at":"2026-11-25T11:00:00+01:00","sector":"other"},
                {"number":"0639981002","at":"2026-11-25T11:00:00+01:00","sector":"other"}]}""")).get("results");
        assertThat(results.at("/0/grounds/0/rule").asString()).isEqualTo("opposition-list");
        assertThat(results.at("/1/grounds/0/rule").asString()).isEqualTo("caller-number");
        assertThat(results.at("/2/grounds/0/missing").asString()).isEqualTo("consent");
        assertThat(results.at("/3/nextAllowedAt").asString()).isEqualTo("2026-12-07T09:00:00Z");
        assertThat(results.at("/4/verdict").asString()).isEqualTo("CANNOT_TELL");
        assertThat(results.at("/4/problem/code").asString()).isEqualTo("BT-0635");
        assertThat(results.at("/5/verdict").asString()).isEqualTo("ALLOWED");
        assertThat(results.at("/5/consent/reference").asString()).isEqualTo("TEST-10");
    }

    @Test
    void numberThatMayBeSomebodysIsNotAnsweredAndWhyIsSaid() {
        JsonNode results = json(post("/api/v1/checks", "{\"numbers\":[\"0612345678\",\"0639980002\",\"0639\"]}"))
                .get("results");
        assertThat(results.at("/0/verdict").asString()).isEqualTo("UNCHECKED");
        assertThat(results.at("/0/number").asString()).isEqualTo("+33612345678");
        assertThat(results.at("/0/reason").asString()).isEqualTo("not-fictional");
        assertThat(results.at("/1/reason").isNull()).isTrue();
        assertThat(results.at("/2/reason").asString()).isEqualTo("wrong-length");
        assertThat(dial("0612345678", "")).isEqualTo("CANNOT_TELL BT-0635");
    }
}
