package org.openbloctel.server.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.platform.programs.Program.json;
import static org.openbloctel.server.platform.programs.Program.problem;
import static org.openbloctel.server.platform.programs.Program.text;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.programs.Program;
import tools.jackson.databind.JsonNode;

/** What is left of a plan, for programs: of the key's company and its principals, in the answers to look-ups, and in refusals. */
final class UsageIT {
    private static final String ROOT = "/api/v1/usage";
    private static ServerFixture server;
    private static Caller agent;
    private static Caller principal;

    @BeforeAll
    static void start() throws Exception {
        server = ServerFixture.start();
        agent = new Caller(server, "000000018", "Centre d’appels").withPlan(1_000, 24_000);
        principal = new Caller(server, "000000026", "Donneur d’ordre").withPlan(500, 6_000);
        principal.mandates(agent);
        server.publish("0639980001\n");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode usage(Program program, String query) {
        HttpResponse<byte[]> answer = program.get(ROOT + query);
        assertThat(answer.statusCode()).isEqualTo(200);
        return json(answer).get("usage");
    }

    @Test
    void companyAndItsPrincipalsAreShownAndNoOther() {
        Program program = new Program(server.address(), agent.key("obl_live_0000000001", "submissions", "checks"));
        JsonNode all = usage(program, "");
        assertThat(all.size()).isEqualTo(2);
        assertThat(all.get(0).get("principal").asString())
                .isEqualTo(agent.company().toString());
        assertThat(all.get(1).get("name").asString()).isEqualTo("Donneur d’ordre");
        JsonNode one = usage(program, "?principal=" + principal.company());
        assertThat(one.size()).isEqualTo(1);
        assertThat(one.at("/0/plan").asString()).isEqualTo("large");
        assertThat(one.at("/0/lines/limit").asLong()).isEqualTo(6_000);
        assertThat(one.at("/0/lines/limitOfFile").asLong()).isEqualTo(500);
        assertThat(one.at("/0/lines/resetsOn").asString()).isEqualTo("2028-01-01");
        assertThat(one.at("/0/newNumbers/year/left").asLong()).isEqualTo(6_000);
        assertThat(one.at("/0/newNumbers/year/nextBackOn").isNull()).isTrue();
        Program stranger = new Program(server.address(), principal.key("obl_live_0000000002", "submissions"));
        assertThat(json(stranger.get(ROOT)).get("usage").size()).isEqualTo(1);
        assertThat(problem(stranger.get(ROOT + "?principal=" + agent.company())))
                .isEqualTo("403 BT-0310");
        assertThat(problem(program.get(ROOT + "?principal=" + UUID.randomUUID())))
                .isEqualTo("403 BT-0310");
        Program checks = new Program(server.address(), agent.key("obl_live_0000000003", "checks"));
        assertThat(checks.get(ROOT).statusCode()).isEqualTo(403);
        Program test = new Program(server.address(), agent.key("obt_test_0000000001", "submissions"));
        assertThat(json(test.get(ROOT)).get("usage").size()).isEqualTo(1);
    }

    /** The day's budget is asked for, not written here: the plan's formula stands in one place. */
    @Test
    void lookUpTellsWhatIsLeftAndARefusalSaysBudgetUseRestAndDay() {
        Caller caller = new Caller(server, "000000034", "Petite entreprise").withPlan(100, 600);
        Program program = new Program(server.address(), caller.key("obl_live_0000000004", "submissions", "checks"));
        HttpResponse<byte[]> first = check(program, LongStream.range(0, 7));
        JsonNode left = usage(program, "").get(0).get("newNumbers");
        assertThat(left.at("/year/used").asLong()).isEqualTo(7);
        assertThat(left.at("/year/left").asLong()).isEqualTo(593);
        long day = left.at("/day/left").asLong();
        assertThat(first.headers().allValues("RateLimit").getLast())
                .matches("\"new-numbers-day\";r=" + day + ";t=[0-9]+, \"new-numbers-year\";r=593");
        assertThat(first.headers().allValues("RateLimit-Policy").getLast())
                .isEqualTo("\"new-numbers-day\";q=" + (day + 7) + ";w=86400, \"new-numbers-year\";q=600;w=31536000");
        HttpResponse<byte[]> beyond = check(program, LongStream.range(7, 8 + day));
        assertThat(problem(beyond)).isEqualTo("429 BT-0604");
        assertThat(beyond.headers().allValues("RateLimit").getLast()).contains(";r=" + day + ";", ";r=593");
        assertThat(json(beyond).get("detail").asString())
                .contains((day + 7) + " nouveaux numéros par jour", "7 sont utilisés", "il en reste " + day);
        assertThat(text(beyond))
                .contains("/pro/consommation", "/aide/nouveaux-numeros")
                .doesNotContain("2026-1");
        assertThat(usage(program, "").at("/0/newNumbers/day/left").asLong()).isEqualTo(day);
    }

    private static HttpResponse<byte[]> check(Program program, LongStream numbers) {
        String asked = numbers.mapToObj(n -> "\"06399%05d\"".formatted(80_000 + 13 * n % 10_000))
                .collect(Collectors.joining(",", "{\"numbers\":[", "]}"));
        return program.send(
                "POST", "/api/v1/checks", BodyPublishers.ofString(asked), "Content-Type", "application/json");
    }
}
