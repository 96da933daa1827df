package org.openbloctel.server.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.platform.programs.Program.json;
import static org.openbloctel.server.platform.programs.Program.problem;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A call centre's key that is bound to one client does nothing for another client, nor for the centre itself, and sees nothing of theirs. */
final class BoundKeysIT {
    private static final String[] SCOPES = {"submissions", "calls", "verdicts", "consents", "checks", "webhooks"};
    private static final byte[] FILE = "Telephone\n06 39 98 00 01\n".getBytes(StandardCharsets.UTF_8);
    private static final String SUBMISSIONS = "/api/v1/submissions";

    private static ServerFixture server;
    private static Caller agent;
    private static Caller first;
    private static Caller second;
    private static Program free;
    private static Program bound;

    @BeforeAll
    static void start() {
        server = ServerFixture.start("openbloctel.http.requests-a-minute.company=100000");
        agent = new Caller(server, "000000018", "Centre").withPlan(1000, 100_000);
        first = new Caller(server, "000000026", "Premier client").withPlan(1000, 100_000);
        second = new Caller(server, "000000034", "Second client").withPlan(1000, 100_000);
        first.mandates(agent);
        second.mandates(agent);
        free = new Program(server.address(), agent.key("obl_live_freefreefree", SCOPES));
        String key = agent.key("obl_live_boundboundbound", SCOPES);
        JdbcClient.create(server.database().owner())
                .sql(
                        "update accounts.api_key set principals = array[cast(? as uuid)] where name = 'test' and beginning = ?")
                .params(first.company(), key.substring(0, 13))
                .update();
        bound = new Program(server.address(), key);
        server.publish("0639980002\n");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<byte[]> post(Program by, String path, String body) {
        return by.send("POST", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
    }

    private static String campaign(Program by, Caller principal) {
        return json(declare(by, principal)).get("id").asString();
    }

    private static HttpResponse<byte[]> declare(Program by, Caller principal) {
        return post(by, "/api/v1/campaigns", """
                {"principal":"%s","name":"Décembre","sector":"other","startsOn":"2026-11-01","endsOn":"2027-02-28"}""".formatted(principal.siren()));
    }

    @Test
    void ownerBindsAKeyToClientsOnThePage() {
        Visitor owner = server.visitor(agent.owner(true));
        assertThat(owner.get("/pro/cles").body()).contains("Entreprises pour lesquelles la clé agit", "Second client");
        HttpResponse<String> made = owner.post(
                "/pro/cles",
                Map.of(
                        "name", "Pour un client",
                        "kind", "test",
                        "scopes", "submissions",
                        "principals", second.company().toString()));
        assertThat(made.body()).contains("obt_test_");
        assertThat(owner.get("/pro/cles").body().replaceAll("\\s+", " ")).containsPattern("pour Second client");
        assertThat(server.visitor(first.owner(true)).get("/pro/cles").body())
                .as("without a client")
                .doesNotContain("Entreprises pour lesquelles la clé agit");
    }

    @Test
    void filesAreThoseOfTheClientAlone() {
        JsonNode own = bound.submitted("a.csv", "&for=" + first.siren(), FILE);
        assertThat(problem(bound.submit("b.csv", "&for=" + second.siren(), FILE)))
                .endsWith("BT-0310");
        assertThat(problem(bound.submit("c.csv", "", FILE))).endsWith("BT-0310");
        String other = SUBMISSIONS + "/"
                + free.submitted("d.csv", "&for=" + second.siren(), FILE)
                        .get("id")
                        .asString();
        String unknown = problem(bound.get(SUBMISSIONS + "/" + UUID.randomUUID()));
        for (String path : List.of("", "/files/report", "/files/callable", "/certificate", "/certificate.jws")) {
            assertThat(problem(bound.get(other + path))).as(path).isEqualTo(unknown);
        }
        assertThat(problem(bound.send("DELETE", other, BodyPublishers.noBody())))
                .isEqualTo(unknown);
        assertThat(problem(bound.send("POST", other + "/corrections", BodyPublishers.noBody())))
                .isEqualTo(unknown);
        assertThat(free.get(other).statusCode()).isEqualTo(200);
        String list = Program.text(bound.get(SUBMISSIONS));
        assertThat(list).contains(own.get("id").asString()).doesNotContain(other.substring(other.length() - 36));
    }

    @Test
    void campaignsVerdictsAndCallsAreThoseOfTheClientAlone() {
        String own = campaign(bound, first);
        assertThat(problem(declare(bound, second))).endsWith("BT-0310");
        String other = campaign(free, second);
        assertThat(bound.get("/api/v1/campaigns/" + own).statusCode()).isEqualTo(200);
        assertThat(problem(bound.get("/api/v1/campaigns/" + other))).isEqualTo("404 BT-0622");
        assertThat(Program.text(bound.get("/api/v1/campaigns"))).contains(own).doesNotContain(other);
        String call = """
                {"calls":[{"number":"0639980001","at":"2026-11-24T15:00:00+01:00","campaign":"%s"}]}""";
        String dial = """
                {"number":"0639980001","campaign":"%s"}""";
        for (String path : List.of("/api/v1/verdicts", "/api/v1/dial")) {
            String body = path.endsWith("dial") ? dial : call;
            assertThat(post(bound, path, body.formatted(own)).statusCode())
                    .as(path)
                    .isEqualTo(200);
            assertThat(post(free, path, body.formatted(other)).statusCode())
                    .as(path)
                    .isEqualTo(200);
            assertThat(problem(post(bound, path, body.formatted(other))))
                    .as(path)
                    .isEqualTo("403 BT-0310");
            assertThat(problem(post(bound, path, body.replaceFirst(",\"campaign\":\"%s\"", ""))))
                    .as(path)
                    .endsWith("BT-0310");
        }
        String report = """
                {"calls":[{"id":"c-%s","number":"0639980001","at":"2026-11-24T14:00:00+01:00","campaign":"%s"}]}""";
        assertThat(post(bound, "/api/v1/calls", report.formatted("1", own)).statusCode())
                .isEqualTo(200);
        assertThat(problem(post(bound, "/api/v1/calls", report.formatted("2", other))))
                .isEqualTo("403 BT-0310");
    }

    @Test
    void whatIsOfTheWholeAccountIsClosed() {
        for (String path : List.of("/api/v1/usage", "/api/v1/webhooks", "/api/v1/consents/" + UUID.randomUUID())) {
            assertThat(problem(bound.get(path))).as(path).isEqualTo("403 BT-0333");
        }
        assertThat(problem(post(bound, "/api/v1/checks", "{\"numbers\":[\"0639980001\"]}")))
                .isEqualTo("403 BT-0333");
        assertThat(post(free, "/api/v1/checks", "{\"numbers\":[\"0639980001\"]}")
                        .statusCode())
                .isEqualTo(200);
    }
}
