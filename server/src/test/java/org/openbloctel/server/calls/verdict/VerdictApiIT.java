package org.openbloctel.server.calls.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.list.lookup.LookupListener;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Campaigns, verdicts, calls and the dialer's question by HTTP: as the design says, fail closed, each call on its own. */
final class VerdictApiIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String KEY = "obl_live_verdictsverdicts";
    private static final String TEST = "obt_test_verdictsverdicts";
    private static final String OTHER = "obl_live_otherscopeother";

    private static ServerFixture server;
    private static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        server = ServerFixture.start("openbloctel.checks.port=0", "openbloctel.address=127.0.0.1");
        Caller programs = new Caller(server.database(), "000000018", "Exemple");
        programs.key(KEY, "verdicts", "calls", "consents");
        programs.key(TEST, "verdicts", "calls");
        programs.key(OTHER, "checks");
        client = HttpClient.newHttpClient();
        server.publish("0639980001\n");
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @BeforeEach
    void aWorkingDay() {
        server.clock().set(ServerFixture.START); // a Tuesday, 15:05 in Paris
    }

    private static HttpResponse<String> post(String path, @Nullable String key, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.address().resolve(path))
                .header("Accept-Language", "en")
                .POST(BodyPublishers.ofString(body));
        if (headers.length == 0) {
            request.header("Content-Type", "application/json");
        } else {
            request.headers(headers);
        }
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return send(request.build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
        return JSON.readTree(response.body());
    }

    private static JsonNode verdicts(String... calls) {
        return ok(post("/api/v1/verdicts", KEY, "{\"calls\":[" + String.join(",", calls) + "]}"));
    }

    private static void refused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(JSON.readTree(response.body()).get("code").stringValue()).isEqualTo(code);
    }

    private static JsonNode campaign(String sector, String exemption) {
        return ok(post("/api/v1/campaigns", KEY, """
                {"name":"Novembre","sector":"%s","exemption":%s,"startsOn":"2026-11-01","endsOn":"2026-12-31"}""".formatted(sector, exemption)));
    }

    @Test
    void listenerSaysOfADialWhatTheContainerSays() {
        String campaign = campaign("other", "{\"ground\":\"b2b\",\"evidence\":\"Registre\"}")
                .get("id")
                .stringValue();
        String listener =
                "http://127.0.0.1:" + server.bean(LookupListener.class).port() + "/api/v1/dial";
        for (String body : List.of(
                "{\"number\":\"0639980001\"}",
                "{\"number\":\"0639980002\",\"campaign\":\"" + campaign + "\"}",
                "{\"number\":\"0639980002\",\"campaign\":\"00000000-0000-0000-0000-000000000000\"}",
                "{\"number\":\"12\"}",
                "{\"number\":12}",
                "nothing")) {
            for (String accept : List.of("application/json", "text/plain")) {
                String[] headers = {"Content-Type", "application/json", "Accept", accept};
                HttpResponse<String> container = post("/api/v1/dial", KEY, body, headers);
                HttpResponse<String> listened = post(listener, KEY, body, headers);
                assertThat(listened.statusCode()).as(body).isEqualTo(container.statusCode());
                assertThat(listened.headers().firstValue("Content-Type").orElseThrow())
                        .as(body)
                        .isEqualTo(
                                container.headers().firstValue("Content-Type").orElseThrow());
                if (accept.equals("text/plain") && container.statusCode() == 200) {
                    assertThat(listened.body()).isEqualTo(container.body());
                } else if (container.statusCode() == 200) {
                    assertThat(JSON.readTree(listened.body())).as(body).isEqualTo(JSON.readTree(container.body()));
                } else {
                    assertThat(JSON.readTree(listened.body()).get("code"))
                            .as(body)
                            .isEqualTo(JSON.readTree(container.body()).get("code"));
                }
            }
        }
        String allowed = "{\"number\":\"0639980002\",\"campaign\":\"" + campaign + "\"}";
        assertThat(post(listener, KEY, allowed, "Content-Type", "application/json", "Accept", "text/plain")
                        .body())
                .isEqualTo("ALLOWED\n");
        refused(post(listener, OTHER, allowed), 403, "BT-0102");
        refused(post(listener, null, allowed), 401, "BT-0101");
    }

    /** A request a call: a caller that dials more than four a second would else be told to wait, which is a no. */
    @Test
    void dialersAskMoreOftenThanOtherProgramsAtBothPorts() {
        String busy = "obl_live_dialerdialer";
        new Caller(server.database(), "000000026", "Exemple").key(busy, "verdicts");
        String listener =
                "http://127.0.0.1:" + server.bean(LookupListener.class).port() + "/api/v1/dial";
        for (String port : List.of("/api/v1/dial", listener)) {
            for (int i = 0; i < 260; i++) {
                assertThat(post(port, busy, "{\"number\":\"0639980002\"}").statusCode())
                        .as(port + " " + i)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void campaignIsDeclaredOnceUnderItsKey() {
        String body = """
                {"name":"%s","sector":"other","exemption":null,"startsOn":"2026-11-01","endsOn":"2026-12-31"}""";
        String[] headers = {"Content-Type", "application/json", "Idempotency-Key", "once-and-again"};
        HttpResponse<String> first = post("/api/v1/campaigns", KEY, body.formatted("Une"), headers);
        HttpResponse<String> again = post("/api/v1/campaigns", KEY, body.formatted("Une"), headers);
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(ok(again)).isEqualTo(ok(first));
        refused(post("/api/v1/campaigns", KEY, body.formatted("Autre"), headers), 422, "BT-0413");
        HttpResponse<String> other = post(
                "/api/v1/campaigns",
                KEY,
                body.formatted("Une"),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                "two");
        assertThat(ok(other).get("id")).isNotEqualTo(ok(first).get("id"));
        assertThat(ok(post("/api/v1/campaigns", KEY, body.formatted("Une"))).get("id"))
                .isNotEqualTo(ok(first).get("id"));
    }

    @Test
    void theCallOfTheDesignIsForbiddenByAllItsRules() {
        JsonNode answer = verdicts("""
            {"number":"0639980001","at":"2023-03-04T11:00:00+01:00","campaign":null,"sector":"energy-renovation",
            "relation":"none","relatedToContract":true,"b2b":false,"consent":null,"callerId":"0162001234","automated":false}""");
        JsonNode result = answer.at("/results/0");
        assertThat(result.propertyNames()).containsExactly("verdict", "grounds", "nextAllowedAt", "simulated");
        assertThat(result.get("verdict").stringValue()).isEqualTo("FORBIDDEN");
        assertThat(result.get("grounds").findValuesAsString("rule"))
                .containsExactly("opposition-list", "energy-renovation-ban", "calling-hours");
        JsonNode ground = result.at("/grounds/2");
        assertThat(ground.propertyNames()).containsExactly("rule", "article", "text", "until", "kind");
        assertThat(ground.get("article").stringValue()).contains("D.223-9");
        assertThat(ground.get("text").stringValue()).contains("by the consumer’s time");
        assertThat(ground.get("until").stringValue()).isEqualTo("2023-03-06T09:00:00Z");
        assertThat(result.get("nextAllowedAt").isNull()).isTrue();
        assertThat(answer.at("/checkedAgainst/regimes/0").stringValue()).isEqualTo("calling-hours-2023");
        assertThat(answer.at("/checkedAgainst/revision").asLong()).isPositive();
    }

    @Test
    void whatIsAssumedReplacesWhatIsKnownAndIsSaidToBeSimulated() {
        JsonNode result = verdicts("""
                        {"number":"0639980001","at":"2026-11-24T15:05:00+01:00","sector":"other","assume":{"listed":false,
                        "listCheckedAt":"2026-11-24T15:00:00+01:00","attempts":["2026-11-01T11:00:00+01:00"],
                        "consent":{"givenAt":"2026-11-01T10:00:00+01:00","until":"2027-10-31T10:00:00+01:00","complete":true,"sectors":["other"]}}}""").at("/results/0");
        assertThat(result.get("verdict").stringValue()).isEqualTo("ALLOWED");
        assertThat(result.get("grounds").size()).isZero();
        assertThat(result.get("simulated").booleanValue()).isTrue();
        assertThat(result.get("nextAllowedAt").stringValue()).isEqualTo("2026-11-24T14:05:00Z");
    }

    @Test
    void whatForbidsStandsFirstAndWhatIsOnlyMissingIsMarked() {
        JsonNode grounds = verdicts("{\"number\":\"0639980001\",\"at\":\"2026-12-06T11:00:00+01:00\"}")
                .at("/results/0/grounds");
        assertThat(grounds.findValuesAsString("rule"))
                .containsExactly("consent", "calling-hours", "energy-renovation-ban", "home-adaptation-ban", "cpf-ban");
        assertThat(grounds.findValuesAsString("kind"))
                .containsExactly("FORBIDS", "FORBIDS", "MISSING", "MISSING", "MISSING");
        assertThat(grounds.findValuesAsString("missing")).containsExactly("sector", "sector", "sector");
    }

    @Test
    void aClaimedConsentLiftsARefusalToTheEndOfNovemberAndAConfirmedOneAfterIt() {
        String call = """
                {"number":"0639980002","at":"%s","sector":"other","goods":"fenêtres","assume":{"refusedAt":"2026-11-20T11:00:00+01:00","consent":{"givenAt":"2026-11-22T11:00:00+01:00",
                "until":"2027-10-31T10:00:00+01:00","complete":true,"sectors":["other"],"goods":"fenêtres"%s}}}""";
        String december = "2026-12-08T11:00:00+01:00";
        JsonNode results = verdicts(
                        call.formatted("2026-11-30T11:00:00+01:00", ""),
                        call.formatted(december, ""),
                        call.formatted(december, ",\"confirmed\":true"),
                        call.formatted(december, ",\"confirmedAt\":\"2026-11-23T11:00:00+01:00\""),
                        call.formatted(december, ",\"confirmedAt\":\"2026-11-19T11:00:00+01:00\""))
                .get("results");
        assertThat(results.findValuesAsString("verdict"))
                .containsExactly("ALLOWED", "FORBIDDEN", "ALLOWED", "ALLOWED", "FORBIDDEN");
        JsonNode ground = results.at("/1/grounds/0");
        assertThat(ground.get("rule").stringValue()).isEqualTo("no-call-after-objection");
        assertThat(ground.get("remedy").stringValue()).contains("the link of this consent", "confirm it");
    }

    @Test
    void aCallThatCannotBeReadIsANoOfItsOwn() {
        JsonNode results = verdicts(
                        "{\"number\":\"0639980002\",\"at\":\"2026-11-24T15:05:00\",\"sector\":\"other\"}",
                        "{\"number\":\"12\",\"at\":\"2026-11-24T15:05:00+01:00\"}",
                        "{\"number\":\"0639980002\",\"at\":\"2026-11-24T15:05:00+01:00\",\"campaign\":\"no\"}",
                        "{\"number\":\"0639980002\",\"at\":\"2026-11-24T15:05:00+01:00\",\"zone\":\"Paris\"}",
                        "{\"number\":612345678,\"at\":\"2026-11-24T15:05:00+01:00\"}",
                        "{\"number\":\"0639980002\",\"at\":\"2026-11-24T15:05:00+01:00\",\"sectr\":\"other\"}",
                        "[]",
                        "{\"number\":\"0639980002\",\"at\":\"2026-11-24T15:05:00+01:00\",\"sector\":\"poll\"}")
                .get("results");
        String[] codes = {"BT-0620", "BT-0621", "BT-0622", "BT-0623", "BT-0624", "BT-0632", "BT-0624"};
        for (int i = 0; i < codes.length; i++) {
            assertThat(results.get(i).get("verdict").stringValue()).isEqualTo("CANNOT_TELL");
            assertThat(results.get(i).at("/problem/code").stringValue()).isEqualTo(codes[i]);
            assertThat(results.get(i).at("/problem/cure").stringValue()).isNotBlank();
        }
        assertThat(results.get(7).get("verdict").stringValue()).isEqualTo("ALLOWED");
        assertThat(results.toString()).doesNotContain("98000");
    }

    @Test
    void whatIsWrongWithARequestRefusesIt() {
        refused(post("/api/v1/verdicts", KEY, "{\"calls\":"), 400, "BT-0732");
        refused(post("/api/v1/verdicts", KEY, "{}"), 400, "BT-0701");
        refused(post("/api/v1/verdicts", null, "{\"calls\":[]}"), 401, "BT-0101");
        refused(post("/api/v1/verdicts", OTHER, "{\"calls\":[]}"), 403, "BT-0102");
        refused(post("/api/v1/calls", OTHER, "{\"calls\":[]}"), 403, "BT-0102");
        String many = String.join(",", Collections.nCopies(10_001, "{}"));
        refused(post("/api/v1/verdicts", KEY, "{\"calls\":[" + many + "]}"), 422, "BT-0628");
    }

    @Test
    void tenThousandCallsAreJudgedInOneRequest() {
        String call = "{\"number\":\"0639980002\",\"at\":\"2026-11-24T15:05:00+01:00\",\"sector\":\"other\"}";
        JsonNode answer = ok(post(
                "/api/v1/verdicts", TEST, "{\"calls\":[" + String.join(",", Collections.nCopies(10_000, call)) + "]}"));
        assertThat(answer.get("results").size()).isEqualTo(10_000);
        assertThat(answer.at("/results/9999/grounds/0/rule").stringValue()).isEqualTo("consent");
    }

    @Test
    void reportedCallsTurnTheVerdictOfTheCampaignsPrincipal() {
        String campaign = campaign("other", "{\"ground\":\"contract\",\"evidence\":\"contrats 2026\"}")
                .get("id")
                .stringValue();
        String asked =
                "{\"number\":\"0639980004\",\"at\":\"2026-11-24T15:05:00+01:00\",\"campaign\":\"" + campaign + "\"}";
        assertThat(verdicts(asked).at("/results/0/verdict").stringValue()).isEqualTo("ALLOWED");
        String told = """
                {"calls":[{"id":"c-1","number":"0639980004","at":"2026-11-24T15:00:00+01:00","campaign":"%s","outcome":"refused"},
                {"id":"c-2","number":"x","at":"2026-11-24T15:00:00+01:00"}]}""".formatted(campaign);
        JsonNode results = ok(post("/api/v1/calls", KEY, told)).get("results");
        assertThat(results.at("/0/state").stringValue()).isEqualTo("NEW");
        assertThat(results.at("/1/state").stringValue()).isEqualTo("REFUSED");
        assertThat(results.at("/1/problem/code").stringValue()).isEqualTo("BT-0621");
        assertThat(ok(post("/api/v1/calls", KEY, told)).at("/results/0/state").stringValue())
                .isEqualTo("KNOWN");
        assertThat(verdicts(asked).at("/results/0/grounds/0/rule").stringValue())
                .isEqualTo("no-call-after-objection");
    }

    @Test
    void aRecordedConsentAllowsUntilItIsWithdrawn() {
        String asked = "{\"number\":\"0639980008\",\"at\":\"2026-11-24T15:05:00+01:00\",\"sector\":\"other\"}";
        String claims = """
                {"consents":[{"reference":"r-1","number":"0639980008","givenAt":"2026-11-24T15:00:00+01:00",
                "until":"2027-11-24T15:00:00+01:00","thirdParties":[],"goods":"fenêtres","sectors":["other"],"text":"J’accepte d’être appelé",
                "channel":"web","positiveAct":true,"withdrawalExplained":true,"proofOffered":true,
                "evidence":"sha256:8e1747ea8e28eb25ae996783b54f4b8f7ca1640cf17f16b6bdd1a98c2b1ef450"},
                {"reference":"r-2","number":"0639980008"}]}""";
        JsonNode results = ok(post("/api/v1/consents", KEY, claims)).get("results");
        assertThat(results.at("/0/state").stringValue()).isEqualTo("NEW");
        assertThat(results.at("/1/problem/code").stringValue()).isEqualTo("BT-0633");
        assertThat(results.at("/1/problem/detail").stringValue()).contains("givenAt", "evidence");
        assertThat(ok(post("/api/v1/consents", KEY, claims))
                        .at("/results/0/state")
                        .stringValue())
                .isEqualTo("KNOWN");
        JsonNode allowed = verdicts(asked).at("/results/0");
        assertThat(allowed.get("verdict").stringValue()).isEqualTo("ALLOWED");
        assertThat(allowed.get("consent").propertyNames())
                .containsExactly("id", "reference", "sectors", "goods", "givenAt", "until", "state");
        assertThat(allowed.at("/consent/reference").stringValue()).isEqualTo("r-1");
        assertThat(allowed.at("/consent/sectors/0").stringValue()).isEqualTo("other");
        assertThat(allowed.at("/consent/state").stringValue()).isEqualTo("CLAIMED");
        JsonNode insurance = verdicts(asked.replace("other", "insurance")).at("/results/0");
        assertThat(insurance.at("/grounds/0/rule").stringValue()).isEqualTo("consent");
        assertThat(insurance.has("consent")).isFalse();
        JsonNode withdrawn = ok(post("/api/v1/consents/withdrawals", KEY, "{\"number\":\"06 39 98 00 08\"}"));
        assertThat(withdrawn.get("withdrawn").asInt()).isEqualTo(1);
        assertThat(verdicts(asked).at("/results/0/grounds/0/rule").stringValue())
                .isEqualTo("consent");
    }

    /** A program finds what was refused by its own name for it. */
    @Test
    void whatCannotBeTakenApartIsNamedAllTheSame() {
        JsonNode consents = ok(post("/api/v1/consents", KEY, """
                {"consents":[{"reference":"u-1","phone":"0639980008"},{"reference":7,"phone":"x"},"r-3"]}""")).get("results");
        assertThat(consents.at("/0/problem/code").stringValue()).isEqualTo("BT-0632");
        assertThat(consents.at("/0/reference").stringValue()).isEqualTo("u-1");
        assertThat(consents.at("/1/reference").isNull()).isTrue();
        assertThat(consents.at("/2/problem/code").stringValue()).isEqualTo("BT-0624");
        JsonNode calls = ok(post("/api/v1/calls", KEY, "{\"calls\":[{\"id\":\"u-2\",\"phone\":\"0639980008\"}]}"))
                .get("results");
        assertThat(calls.at("/0/problem/code").stringValue()).isEqualTo("BT-0632");
        assertThat(calls.at("/0/id").stringValue()).isEqualTo("u-2");
    }

    @Test
    void theFileThatProvesAConsentIsKept() throws Exception {
        byte[] file = "le formulaire signé".getBytes(UTF_8);
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(file);
        String digest = "sha256:" + HexFormat.of().formatHex(sha256);
        String claims = """
                {"consents":[{"reference":"e-1","number":"0639980018","givenAt":"2026-11-24T15:00:00+01:00",
                "until":"2027-11-24T15:00:00+01:00","thirdParties":[],"goods":"fenêtres","sectors":["other"],"text":"J’accepte",
                "channel":"web","positiveAct":true,"withdrawalExplained":true,"proofOffered":true,"evidence":"%s"}]}""";
        String constant = claims.formatted("sha256:" + "0".repeat(64));
        assertThat(ok(post("/api/v1/consents", KEY, constant))
                        .at("/results/0/problem/code")
                        .stringValue())
                .isEqualTo("BT-0654");
        String id = ok(post("/api/v1/consents", KEY, claims.formatted(digest)))
                .at("/results/0/id")
                .stringValue();
        String path = "/api/v1/consents/" + id + "/evidence";
        refused(put(path, KEY, "autre chose, et plus long".getBytes(UTF_8)), 409, "BT-0655");
        refused(put(path, KEY, new byte[0]), 422, "BT-0654");
        refused(put("/api/v1/consents/" + new UUID(1, 1) + "/evidence", KEY, file), 404, "BT-0703");
        JsonNode kept = ok(put(path, KEY, file));
        assertThat(kept.get("evidence").stringValue()).isEqualTo(digest);
        assertThat(kept.get("size").asInt()).isEqualTo(file.length);
        assertThat(ok(put(path, KEY, file)).get("evidence").stringValue()).isEqualTo(digest);
    }

    private static HttpResponse<String> put(String path, String key, byte[] body) {
        return send(HttpRequest.newBuilder(server.address().resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArray(body))
                .build());
    }

    @Test
    void aFileOfConsentsIsJudgedLineByLine() {
        String file = """
                reference;number;givenAt;until;thirdParties;goods;sectors;text;channel;positiveAct;withdrawalExplained;proofOffered;evidence
                f-1;0639980007;2026-11-24T15:00:00+01:00;2027-11-24T15:00:00+01:00;none;fenêtres;other;J’accepte;web;yes;yes;yes;sha256:%s
                f-2;0639980007;2026-11-24T15:00:00+01:00;2027-11-24T15:00:00+01:00;;fenêtres;other;J’accepte;web;yes;yes;yes;?
                """.formatted("8e1747ea8e28eb25ae996783b54f4b8f7ca1640cf17f16b6bdd1a98c2b1ef450");
        String[] csv = {"Content-Type", "text/csv"};
        JsonNode answer = ok(post("/api/v1/consents", KEY, file, csv));
        assertThat(answer.get("counts").toString()).contains("\"new\":1", "\"known\":0", "\"refused\":1");
        assertThat(answer.at("/results/0/line").asInt()).isEqualTo(2);
        assertThat(answer.at("/results/0/state").stringValue()).isEqualTo("NEW");
        assertThat(answer.at("/results/1/problem/code").stringValue()).isEqualTo("BT-0633");
        assertThat(answer.at("/results/1/problem/detail").stringValue()).contains("thirdParties, evidence");
        assertThat(answer.at("/results/0/withdrawal").stringValue()).contains("/retirer-mon-consentement/lien#jeton=");
        assertThat(answer.toString()).doesNotContain("0639980007");
        assertThat(ok(post("/api/v1/consents", KEY, file, csv))
                        .at("/results/0/state")
                        .stringValue())
                .isEqualTo("KNOWN");
        assertThat(verdicts("{\"number\":\"0639980007\",\"at\":\"2026-11-24T15:05:00+01:00\",\"sector\":\"other\"}")
                        .at("/results/0/verdict")
                        .stringValue())
                .isEqualTo("ALLOWED");
        assertThat(post("/api/v1/consents", KEY, "a;b\n", csv).statusCode()).isEqualTo(422);
        ok(post("/api/v1/consents/withdrawals", KEY, "{\"number\":\"06 39 98 00 07\"}"));
    }

    /** PostgreSQL keeps U+0000 in no text: what holds it is refused on its own, and is no fault of the server. */
    @Test
    void whatNoTextCanHoldIsRefusedAndTheOthersAreTaken() {
        String call = """
                {"id":"%s","number":"0639980031","at":"2026-11-24T11:00:00+01:00","outcome":"no-answer"}""";
        JsonNode told = ok(post(
                        "/api/v1/calls",
                        KEY,
                        "{\"calls\":[" + call.formatted("a\\u0000") + "," + call.formatted("nul-2") + "]}"))
                .get("results");
        assertThat(told.get(0).get("problem").get("code").stringValue()).isEqualTo("BT-0624");
        assertThat(told.get(1).get("state").stringValue()).isEqualTo("NEW");
        refused(post("/api/v1/campaigns", KEY, """
                {"name":"a\\u0000","sector":"other","startsOn":"2026-11-01","endsOn":"2026-12-31"}"""), 400, "BT-0705");
        String file = """
                reference;number;givenAt;until;thirdParties;goods;sectors;text;channel;positiveAct;withdrawalExplained;proofOffered;evidence
                nul;0639980031;2026-11-24T11:00:00+01:00;2027-11-24T11:00:00+01:00;none;windows;other;a\0b;web;yes;yes;yes;x
                """;
        JsonNode line = ok(post("/api/v1/consents", KEY, file, "Content-Type", "text/csv"))
                .get("results")
                .get(0);
        assertThat(line.get("problem").get("code").stringValue()).isEqualTo("BT-0633");
    }

    @Test
    void aDialerGetsOneLineAndNeverAYesByAccident() {
        String campaign = campaign("press", "{\"ground\":\"press\",\"evidence\":\"CPPAP 1126\"}")
                .get("id")
                .stringValue();
        String[] form = {"Content-Type", "application/x-www-form-urlencoded", "Accept", "text/plain"};
        String body = "number=0639980006&campaign=" + campaign;
        assertThat(post("/api/v1/dial", KEY, body, form).body()).isEqualTo("ALLOWED\n");
        assertThat(post("/api/v1/dial", KEY, "number=0639980006", form).body()).isEqualTo("FORBIDDEN consent\n");
        assertThat(post("/api/v1/dial", KEY, "number=0639980006&campaign=x", form)
                        .body())
                .isEqualTo("CANNOT_TELL BT-0622\n");
        assertThat(post("/api/v1/dial", KEY, "", form).body()).isEqualTo("CANNOT_TELL BT-0621\n");
        refused(post("/api/v1/dial?number=0639980006", KEY, "campaign=" + campaign, form), 400, "BT-0701");
        server.clock().set(Instant.parse("2026-11-24T19:00:00Z"));
        assertThat(post("/api/v1/dial", KEY, body, form).body()).isEqualTo("FORBIDDEN calling-hours\n");
        JsonNode json = ok(post("/api/v1/dial", KEY, "{\"number\":\"0639980006\",\"campaign\":\"" + campaign + "\"}"));
        assertThat(json.get("nextAllowedAt").stringValue()).isEqualTo("2026-11-25T09:00:00Z");
    }

    @Test
    void aCampaignIsDeclaredOnceAndFoundAgain() {
        JsonNode made = campaign("other", "null");
        HttpRequest.Builder get = HttpRequest.newBuilder(server.address()
                        .resolve("/api/v1/campaigns/" + made.get("id").stringValue()))
                .header("Authorization", "Bearer " + KEY)
                .header("Accept-Language", "en");
        ObjectNode found = (ObjectNode) ok(send(get.build()));
        assertThat(found.remove("cover").get("state").stringValue()).isEqualTo("NO_FILE");
        assertThat(found).isEqualTo(made);
        JsonNode all =
                ok(send(get.uri(server.address().resolve("/api/v1/campaigns")).build()));
        assertThat(all.get("campaigns")).contains(made);
        refused(post("/api/v1/campaigns", KEY, """
                        {"name":"Relance 06 39 98 00 01","sector":"other","startsOn":"2026-11-01","endsOn":"2026-12-31"}"""), 422, "BT-0661");
        refused(post("/api/v1/campaigns", KEY, """
                        {"name":"X","sector":"press","exemption":null,"startsOn":"2026-11-01","endsOn":"2026-12-31"}"""), 422, "BT-0630");
        refused(post("/api/v1/campaigns", KEY, """
                        {"name":"X","sector":"other","startsOn":"2026-12-01","endsOn":"2026-11-30"}"""), 422, "BT-0629");
    }
}
