package org.openbloctel.server.list.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import tools.jackson.databind.json.JsonMapper;

/**
 * Look-ups through the container and through the listener of their own: one contract. Each case is sent to both ports, and status, body
 * and headers must be the same.
 */
final class BothPortsIT {
    private static final String CHECKS = "/api/v1/checks";
    private static final String DIAL = "/api/v1/dial";
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ALL = "obl_live_allscopesallscopes";
    private static final String TEST = "obt_test_allscopesallscopes";
    private static final String NEITHER = "obl_live_neitherneither";
    private static final String UNKNOWN = "obl_live_unknownunknown";
    private static final String NONE = "";

    /** What a connection needs, what protects a page in a browser, and what caches of HTTP/1.0 were told. */
    private static final Set<String> NOT_COMPARED = Set.of(
            "connection",
            "content-length",
            "content-security-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "date",
            "expires",
            "keep-alive",
            "permissions-policy",
            "pragma",
            "referrer-policy",
            "transfer-encoding",
            "x-frame-options",
            "x-xss-protection");

    private static ServerFixture server;
    private static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        server = ServerFixture.start(
                "openbloctel.checks.port=0",
                "openbloctel.address=127.0.0.1",
                "openbloctel.http.requests-a-minute.address=1000",
                "openbloctel.checks.numbers-a-minute=500");
        Caller programs = new Caller(server.database(), "000000018", "Exemple");
        programs.key(ALL, "checks", "verdicts");
        programs.key(TEST, "checks", "verdicts");
        programs.key(NEITHER, "submissions");
        client = HttpClient.newHttpClient();
        server.publish("0639980001\n");
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    /** One request, and the status that it must have. */
    record Case(
            String name, String method, String path, String key, String type, String accept, String body, int status) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case check(String name, String key, String type, String body, int status) {
        return new Case("checks: " + name, "POST", CHECKS, key, type, "*/*", body, status);
    }

    private static Case dial(String name, String key, String type, String accept, String body, int status) {
        return new Case("dial: " + name, "POST", DIAL, key, type, accept, body, status);
    }

    static Stream<Case> cases() {
        String numbers = "{\"numbers\":[\"0639980001\",\"+33639980002\",\"x\"]}";
        String number = "{\"number\":\"0639980001\"}";
        String plain = "text/plain";
        return Stream.of(
                check("JSON", ALL, JSON, numbers, 200),
                check("JSON with a charset", ALL, "application/json; charset=utf-8", numbers, 200),
                check("a test key", TEST, JSON, numbers, 200),
                check("nothing", ALL, JSON, "{\"numbers\":[]}", 200),
                check("a form", ALL, FORM, "numbers=0639980001", 415),
                check("what is almost JSON", ALL, "application/jsonp", numbers, 415),
                check("wrong key", UNKNOWN, JSON, numbers, 401),
                check("no key", NONE, JSON, numbers, 401),
                check("missing scope", NEITHER, JSON, numbers, 403),
                check("too large", ALL, JSON, " ".repeat(Checks.MAX_BYTES + 1), 413),
                check("too many", ALL, JSON, many(10_001), 422),
                check("more than a minute allows", ALL, JSON, many(501), 422),
                check("field twice", ALL, JSON, "{\"numbers\":[],\"numbers\":[\"1\"]}", 400),
                check("unknown field", ALL, JSON, "{\"numbers\":[],\"campain\":\"x\"}", 422),
                check("missing field", ALL, JSON, "{}", 400),
                check("unreadable", ALL, JSON, "{", 400),
                check("no body", ALL, JSON, "", 400),
                new Case("checks: GET", "GET", CHECKS, ALL, JSON, "*/*", "", 405),
                new Case("checks: PUT", "PUT", CHECKS, ALL, JSON, "*/*", numbers, 405),
                new Case("checks: query", "POST", CHECKS + "?number=1", ALL, JSON, "*/*", numbers, 400),
                dial("JSON", ALL, JSON, "*/*", number, 200),
                dial("JSON, a line wanted", ALL, JSON, plain, number, 200),
                dial("form", ALL, FORM, "*/*", "number=0639980001", 200),
                dial("form, a line wanted", ALL, FORM, plain, "number=%2B33639980002&campaign=", 200),
                dial("form with a charset", ALL, FORM + ";charset=UTF-8", plain, "number=0639980002", 200),
                dial("form, JSON preferred", ALL, FORM, "text/plain;q=0.5, application/json", "number=1", 200),
                dial("form, a line preferred", ALL, FORM, "application/json;q=0.5, text/plain", "number=1", 200),
                dial("unreadable Accept", ALL, FORM, "text", "number=1", 406),
                dial("a test key", TEST, FORM, plain, "number=0639980001", 200),
                dial("empty form", ALL, FORM, plain, "", 200),
                dial("wrong key", UNKNOWN, FORM, plain, "number=0639980001", 401),
                dial("no key", NONE, FORM, plain, "number=0639980001", 401),
                dial("missing scope", NEITHER, FORM, plain, "number=0639980001", 403),
                dial("wrong type", ALL, "application/xml", plain, "<number/>", 415),
                dial("too large", ALL, FORM, plain, "number=" + "0".repeat(Dials.MAX_BYTES), 413),
                dial("unknown field", ALL, JSON, plain, "{\"number\":\"1\",\"at\":\"x\"}", 422),
                dial("unknown field of a form", ALL, FORM, plain, "number=1&at=x", 422),
                dial("field twice", ALL, FORM, plain, "number=1&number=2", 400),
                dial("field of JSON twice", ALL, JSON, plain, "{\"number\":\"1\",\"number\":\"2\"}", 400),
                dial("bad percent", ALL, FORM, plain, "number=%zz", 400),
                dial("not a text", ALL, JSON, plain, "{\"number\":1}", 400),
                new Case("dial: GET", "GET", DIAL, ALL, JSON, "*/*", "", 405),
                new Case("dial: query", "POST", DIAL + "?number=1", ALL, FORM, plain, "number=1", 400));
    }

    private static String many(int numbers) {
        return JsonMapper.shared().writeValueAsString(Map.of("numbers", Collections.nCopies(numbers, "0639980001")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answerIsTheSameOnBothPorts(Case one) {
        HttpResponse<String> container = send(server.address(), one);
        HttpResponse<String> listener = send(listener(), one);
        assertThat(container.statusCode()).as(container.body()).isEqualTo(one.status());
        assertThat(listener.statusCode()).as(listener.body()).isEqualTo(one.status());
        assertThat(listener.body()).isEqualTo(container.body());
        assertThat(headers(listener)).isEqualTo(headers(container));
    }

    /** A dialer's question is one of the company's numbers; all others are its requests, on whichever port they come. */
    @Test
    void requestsAreCountedTogether() {
        Case empty = check("nothing", "obl_live_countedcounted", JSON, "{\"numbers\":[]}", 200);
        new Caller(server.database(), "000000026", "Exemple").key(empty.key(), "checks", "verdicts");
        int left = left(send(server.address(), empty));
        assertThat(left(send(listener(), empty))).isEqualTo(left - 1);
        Case asked = dial("counted", empty.key(), FORM, "text/plain", "number=0639980002", 200);
        for (URI port : List.of(server.address(), listener())) {
            HttpResponse<String> answer = send(port, asked);
            assertThat(answer.headers().firstValue("RateLimit-Policy")).hasValue("\"numbers\";q=500;w=60");
            assertThat(answer.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"numbers\";r=49");
        }
        assertThat(left(send(server.address(), asked))).isEqualTo(left(send(listener(), asked)) + 1);
        assertThat(left(send(server.address(), dial("a test key", TEST, FORM, "text/plain", "number=0639980002", 200))))
                .as("numbers for fiction are not counted, and what is left is told all the same")
                .isPositive();
        assertThat(left(send(server.address(), empty))).isEqualTo(left - 2);
        HttpResponse<String> last = send(listener(), empty);
        while (last.statusCode() == 200) {
            last = send(listener(), empty);
        }
        HttpResponse<String> other = send(server.address(), empty);
        assertThat(List.of(last.statusCode(), other.statusCode())).containsOnly(429);
        assertThat(headers(last)).isEqualTo(headers(other)).containsKeys("retry-after", "ratelimit");
    }

    @Test
    void numbersAreCountedTogether() {
        Case some = check("many", "obl_live_numbersnumbers", JSON, many(300), 200);
        new Caller(server.database(), "000000034", "Exemple").key(some.key(), "checks", "verdicts");
        assertThat(send(server.address(), some).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = send(listener(), some);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(429);
        assertThat(refused.body()).contains("BT-0702");
        HttpResponse<String> other = send(server.address(), some);
        assertThat(other.body()).isEqualTo(refused.body());
        assertThat(headers(other)).isEqualTo(headers(refused)).containsKey("retry-after");
        Case rest = check("the rest", some.key(), JSON, many(200), 200);
        assertThat(send(listener(), rest).statusCode()).isEqualTo(200);
        Case asked = dial("beyond", some.key(), FORM, "text/plain", "number=0639980002", 429);
        for (URI port : List.of(server.address(), listener())) {
            HttpResponse<String> beyond = send(port, asked);
            assertThat(beyond.statusCode()).isEqualTo(429);
            assertThat(beyond.headers().firstValue("RateLimit-Policy")).hasValue("\"numbers\";q=500;w=60");
            assertThat(beyond.headers().firstValue("Retry-After")).isPresent();
        }
    }

    private static int left(HttpResponse<String> answer) {
        return Integer.parseInt(
                answer.headers().firstValue("RateLimit-Remaining").orElse("-1"));
    }

    private static URI listener() {
        return URI.create(
                "http://localhost:" + server.bean(LookupListener.class).port());
    }

    private static HttpResponse<String> send(URI port, Case one) {
        HttpRequest.Builder request = HttpRequest.newBuilder(port.resolve(one.path()))
                .header("Content-Type", one.type())
                .header("Accept", one.accept())
                .header("Accept-Language", "en")
                .method(one.method(), BodyPublishers.ofString(one.body()));
        if (!one.key().isEmpty()) {
            request.header("Authorization", "Bearer " + one.key());
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** By lower-case name. How much is left, and until when, depends on the requests before. */
    private static Map<String, List<String>> headers(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>();
        answer.headers().map().forEach((name, values) -> {
            String known = name.toLowerCase(Locale.ROOT);
            if (!NOT_COMPARED.contains(known)) {
                boolean counts = known.matches("ratelimit(-remaining|-reset)?|retry-after");
                headers.put(known, counts ? List.of(values.getFirst().replaceAll("[0-9]+", "0")) : values);
            }
        });
        return headers;
    }
}
