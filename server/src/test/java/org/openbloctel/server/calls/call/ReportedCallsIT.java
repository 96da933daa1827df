package org.openbloctel.server.calls.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.accounts.company.ApiKey.Scope;
import org.openbloctel.registry.accounts.company.Keys;
import org.openbloctel.registry.accounts.company.Member.Role;
import org.openbloctel.registry.calls.call.CallReports;
import org.openbloctel.registry.calls.call.RefusalList;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.forms.RefusedForm;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls that a program reports are the figures that its company reads: counted once, of that company alone, without a number. */
final class ReportedCallsIT {
    private static final String PAGE = "/pro/appels";
    private static final String ENTER = PAGE + "/refus";
    private static final String REMOVE = ENTER + "/retrait";
    private static final String LIST = ENTER + "/liste";

    @Test
    void callReportedTwiceIsCountedOnce() {
        Person owner = Person.owner();
        String key = key(owner);
        assertThat(owner.signedIn().get(PAGE).body()).doesNotContain("jours.csv");
        String calls = calls(
                call("c-1", now(), "\"answered\""),
                call("c-2", now(), "\"refused\""),
                call("c-3", now().minus(Duration.ofDays(1)), "null"));
        assertThat(states(post(key, calls))).containsExactly("NEW", "NEW", "NEW");
        assertThat(states(post(key, calls))).containsExactly("KNOWN", "KNOWN", "KNOWN");
        for (Role role : Role.values()) {
            Visitor visitor = owner.colleague(role).signedIn();
            assertThat(visitor.get(PAGE).body())
                    .contains("jours.csv")
                    .doesNotContain("39980001", "39 98 00 01", "39\u00a098\u00a000\u00a001");
            HttpResponse<String> table = visitor.get(PAGE + "/jours.csv");
            assertThat(table.headers().firstValue("Content-Disposition").orElse(""))
                    .contains("attachment");
            assertThat(table.body().lines().skip(1)).hasSize(3).allMatch(line -> line.endsWith(";1"));
        }
        assertThat(Person.owner().signedIn().get(PAGE + "/jours.csv").body().lines())
                .as("of another company")
                .hasSize(1);
    }

    @Test
    void sameIdForAnotherCallIsRefusedForThatCallAlone() {
        String key = key(Person.owner());
        post(key, calls(call("c-1", now(), "null")));
        JsonNode results =
                json(post(key, calls(call("c-1", now().minusSeconds(60), "null"), call("c-2", now(), "null"))));
        assertThat(results.at("/results/0/state").stringValue()).isEqualTo("REFUSED");
        assertThat(results.at("/results/0/problem/detail").stringValue()).isNotBlank();
        assertThat(results.at("/results/1/state").stringValue()).isEqualTo("NEW");
    }

    /** One call that cannot be read concerns that call; no number and no time of any length or year is our fault. */
    @Test
    void whatCannotBeReadIsRefusedAndNamed() {
        String key = key(Person.owner());
        List<String> wrong = List.of(
                "{}",
                "7",
                "null",
                call("", now(), "null"),
                call("x".repeat(101), now(), "null"),
                call("c-\\u0000", now(), "null"),
                "{\"id\":\"c\",\"number\":\"0639980001\"}",
                "{\"id\":\"c\",\"number\":\"0639980001\",\"at\":\"hier\"}",
                "{\"id\":\"c\",\"number\":\"0639980001\",\"at\":\"-999999999-01-01T00:00:00Z\"}",
                "{\"id\":\"c\",\"number\":\"0639980001\",\"at\":\"+999999999-12-31T23:59:59Z\"}",
                "{\"id\":\"c\",\"number\":\"0639980001\",\"at\":\"" + now().plus(Duration.ofMinutes(6)) + "\"}",
                "{\"id\":\"c\",\"number\":\"0639980001\",\"at\":\"" + now().minus(Duration.ofDays(2000)) + "\"}",
                // Seconds beyond 59 are none of Java's: not even a leap second is taken for another one.
                "{\"id\":\"c\",\"number\":\"0639980001\",\"at\":\"2026-06-30T23:59:60Z\"}",
                "{\"id\":\"c\",\"number\":\"" + "0".repeat(10_000) + "\",\"at\":\"" + now() + "\"}",
                "{\"id\":\"c\",\"number\":\"\\u0661\\u0662\",\"at\":\"" + now() + "\"}",
                "{\"id\":\"c\",\"number\":639980001,\"at\":\"" + now() + "\"}",
                call("c", now(), "\"<b>\""),
                call("c", now(), "\"callback-agreed\""),
                "{\"id\":\"c\",\"number\":\"0639980001\",\"at\":\"" + now() + "\",\"campaign\":\"x\"}",
                "{\"id\":\"c\",\"number\":\"0639980001\",\"at\":\"" + now() + "\",\"campaign\":\"" + UUID.randomUUID()
                        + "\"}");
        HttpResponse<String> answer = post(key, calls(wrong.toArray(String[]::new)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> states = states(answer);
        for (int i = 0; i < wrong.size(); i++) {
            assertThat(states.get(i))
                    .as(wrong.get(i).substring(0, Math.min(90, wrong.get(i).length())))
                    .isEqualTo("REFUSED");
        }
        assertThat(answer.body()).doesNotContain("0639980001", "0000000000");
        assertThat(states(post(key, calls(call("c", now(), "null")))))
                .as("none of them was kept")
                .containsExactly("NEW");
    }

    @Test
    void bodyThatIsNoneIsRefusedAsAWhole() {
        String key = key(Person.owner());
        for (String body : List.of("", "{", "[]", "{\"calls\":{}}", "{\"calls\":7}", "null", "\0", "{\"calls\":[]}x")) {
            HttpResponse<String> answer = post(key, body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        }
        String most =
                IntStream.rangeClosed(0, CallReports.MAX).mapToObj(i -> "{}").collect(Collectors.joining(","));
        assertThat(post(key, "{\"calls\":[" + most + "]}").statusCode()).isEqualTo(422);
        assertThat(post(key, "{\"calls\":[" + " ".repeat(4 << 20) + "]}").statusCode())
                .isEqualTo(413);
    }

    /** A program that may not learns nothing of what it sent. */
    @Test
    void keyWithoutTheRightOrOfNobodyReportsNothing() {
        Person owner = Person.owner();
        String checks = key(owner, Scope.CHECKS);
        String calls = calls(call("c-1", now(), "null"));
        assertThat(post(checks, calls).statusCode()).isEqualTo(403);
        assertThat(post("obl_live_" + "x".repeat(43), calls).statusCode()).isEqualTo(401);
        assertThat(owner.signedIn().get(PAGE).body()).doesNotContain("jours.csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bonjour",
                "0639",
                "06 39 98 00 01 06 39 98 00 02",
                "118218",
                "+44 20 7946 0000",
                "<b>boom</b>",
                "\u0661\u0662\u0663"
            })
    void numberThatIsNoneIsRefusedAtItsField(String number) {
        Person owner = Person.owner();
        Visitor visitor = owner.signedIn();
        visitor.get(PAGE);
        HttpResponse<String> entered = visitor.post(ENTER, Map.of("number", number));
        RefusedForm.assertThatItNames(entered, "number");
        assertThat(entered.body()).doesNotContain("<b>boom");
        visitor.get(REMOVE);
        RefusedForm.assertThatItNames(visitor.post(REMOVE, Map.of("number", number)), "number");
        assertThat(count(owner)).isZero();
    }

    @Test
    void fieldsOfAnyLengthAreRefusedAtTheirField() {
        Visitor visitor = Person.owner().signedIn();
        visitor.get(PAGE);
        for (String hostile : List.of("x".repeat(10_000), "0\0", "\u202e")) {
            RefusedForm.assertThatItNames(visitor.post(ENTER, Map.of("number", hostile)), "number");
            RefusedForm.assertThatItNames(
                    visitor.post(ENTER, Map.of("number", "0639980001", "saidOn", hostile)), "saidOn");
        }
        for (String day : List.of("+999999999-12-31", "-999999999-01-01", "2026-02-30", "1899-12-31", "2999-01-01")) {
            RefusedForm.assertThatItNames(visitor.post(ENTER, Map.of("number", "0639980001", "saidOn", day)), "saidOn");
        }
        for (String principal : List.of("x", UUID.randomUUID().toString(), "\0", "<b>boom</b>")) {
            HttpResponse<String> refused = visitor.post(ENTER, Map.of("number", "0639980001", "principal", principal));
            assertThat(refused.statusCode()).as(principal).isEqualTo(422);
            assertThat(refused.body()).doesNotContain("<b>boom");
        }
    }

    @Test
    void listOfAnotherCompanyIsNotTouched() {
        Person owner = Person.owner();
        Person stranger = Person.owner();
        Visitor visitor = owner.signedIn();
        visitor.get(PAGE);
        assertThat(way(visitor.post(ENTER, Map.of("number", "06 39 98 00 81")))).isEqualTo(PAGE);
        assertThat(count(owner)).isEqualTo(1);
        Visitor elsewhere = stranger.signedIn();
        elsewhere.get(REMOVE);
        RefusedForm.assertThatItNames(elsewhere.post(REMOVE, Map.of("number", "06 39 98 00 81")), "number");
        elsewhere.get(PAGE);
        elsewhere.post(
                ENTER,
                Map.of("number", "06 39 98 00 82", "principal", owner.company().toString()));
        HttpResponse<String> taken = elsewhere.upload(
                LIST, Map.of("principal", owner.company().toString()), "a.csv", "0639980083".getBytes(UTF_8));
        assertThat(taken.statusCode()).isEqualTo(422);
        assertThat(count(owner)).isEqualTo(1);
        assertThat(count(stranger)).isZero();
    }

    @Test
    void refusalOfAPersonIsInTheTrailWithoutTheNumber() {
        Person owner = Person.owner();
        Visitor visitor = owner.signedIn();
        visitor.get(PAGE);
        visitor.post(ENTER, Map.of("number", "06 39 98 00 84"));
        visitor.get(REMOVE);
        visitor.post(REMOVE, Map.of("number", "06 39 98 00 84"));
        assertThat(owner.audited()).containsSubsequence("refusal.removed", "refusal.entered");
        Visitor staff = Person.staff().signedIn();
        assertThat(staff.get("/operateur/journal?actor=" + owner.actor()).body())
                .contains("refusal.entered")
                .doesNotContain("39980084", "39 98 00 84");
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "AUDITOR", mode = EnumSource.Mode.EXCLUDE)
    void fileOfRefusalsIsTakenWithAReportThatNamesLinesOnly(Role role) {
        Person owner = Person.owner();
        Visitor visitor = owner.colleague(role).signedIn();
        visitor.get(LIST);
        String lines = "0639980085\n<b>boom</b>\n\"=cmd()\"\n0639980086;2999-01-01\n\u202e0639\n0639980085";
        HttpResponse<String> report = visitor.upload(LIST, Map.of(), "<b>boom.csv", lines.getBytes(UTF_8));
        assertThat(report.statusCode()).isEqualTo(200);
        assertThat(report.body()).doesNotContain("<b>boom", "39980085", "=cmd");
        assertThat(count(owner)).isEqualTo(1);
    }

    private static long count(Person owner) {
        return SharedServer.get().bean(RefusalList.class).count(owner.company());
    }

    private static Instant now() {
        return SharedServer.get().clock().instant();
    }

    private static String call(String id, Instant at, String outcome) {
        return "{\"id\":\"" + id + "\",\"number\":\"0639980001\",\"at\":\"" + at + "\",\"outcome\":" + outcome + "}";
    }

    private static String calls(String... calls) {
        return "{\"calls\":[" + String.join(",", Arrays.asList(calls)) + "]}";
    }

    private static String key(Person owner) {
        return key(owner, Scope.CALLS);
    }

    private static String key(Person owner, Scope scope) {
        Keys.Wanted wanted = new Keys.Wanted(
                "test",
                false,
                java.util.Set.of(scope),
                Keys.ANYWHERE,
                LegalCalendar.today(SharedServer.get().clock()).plusYears(1));
        return SharedServer.get().bean(Keys.class).make(owner.member(), wanted).text();
    }

    private static HttpResponse<String> post(String key, String body) {
        URI address = SharedServer.get().address().resolve("/api/v1/calls");
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static List<String> states(HttpResponse<String> answer) {
        return json(answer)
                .get("results")
                .valueStream()
                .map(result -> result.get("state").stringValue())
                .toList();
    }
}
