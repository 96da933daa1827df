package org.openbloctel.server.list.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.list.guard.Guard;
import org.openbloctel.registry.list.guard.GuardDesk;
import org.openbloctel.registry.list.guard.TestGuards;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /api/v1/checks} through the container's port and through the listener's: the same answers and refusals. */
final class ChecksIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String LIVE = "obl_live_abcdefghijklmnop";
    private static final String TEST = "obt_test_abcdefghijklmnop";
    private static final String SCOPELESS = "obl_live_scopelessscopeless";

    private static ServerFixture server;
    private static Caller programs;
    private static HttpClient client;

    /** By which port. */
    enum Port {
        CONTAINER,
        LISTENER;

        URI address() {
            int port = server.bean(LookupListener.class).port();
            return this == CONTAINER ? server.address() : URI.create("http://localhost:" + port);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        server = ServerFixture.start("openbloctel.checks.port=0", "openbloctel.address=127.0.0.1");
        programs = new Caller(server.database(), "000000018", "Exemple");
        programs.key(LIVE, "checks");
        programs.key(TEST, "checks");
        programs.key(SCOPELESS, "submissions");
        client = HttpClient.newHttpClient();
        server.publish("0639980001\n");
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    private static HttpResponse<String> ask(Port port, @Nullable String key, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(port.address().resolve("/api/v1/checks"))
                .header("Content-Type", "application/json")
                .header("Accept-Language", "en")
                .POST(BodyPublishers.ofString(body));
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

    private static String body(List<String> numbers) {
        return JSON.writeValueAsString(Map.of("numbers", numbers));
    }

    private static JsonNode answer(Port port, String key, String... numbers) {
        HttpResponse<String> response = ask(port, key, body(List.of(numbers)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static void refused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.get("code").stringValue()).isEqualTo(code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").stringValue()).isNotBlank();
        assertThat(problem.get("detail").stringValue()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource
    void answersEachNumberInItsOrder(Port port) {
        JsonNode answer = answer(port, LIVE, "06 39 98 00 01", "+33199000002", "nonsense");
        assertThat(answer.at("/list/revision").asLong()).isPositive();
        assertThat(answer.at("/results/0").toString())
                .isEqualTo(
                        "{\"input\":\"06 39 98 00 01\",\"number\":\"+33639980001\",\"verdict\":\"OPPOSED\",\"reason\":null}");
        assertThat(answer.at("/results/1").toString())
                .isEqualTo(
                        "{\"input\":\"+33199000002\",\"number\":\"+33199000002\",\"verdict\":\"NOT_LISTED\",\"reason\":null}");
        assertThat(answer.at("/results/2").toString())
                .isEqualTo(
                        "{\"input\":\"nonsense\",\"number\":null,\"verdict\":\"UNCHECKED\",\"reason\":\"not-a-number\"}");
    }

    /** Whether a number is listed is the list's business; that it is read as the cases say shows in number and reason. */
    @ParameterizedTest
    @EnumSource
    void everyCaseOfTheSpecificationIsReadAsItSays(Port port) throws IOException {
        List<Map<String, Object>> cases = cases();
        List<String> inputs =
                cases.stream().map(c -> (String) c.getOrDefault("input", "")).toList();
        // By the test key nothing is counted, and no case is mistaken for a probe.
        JsonNode results = JSON.readTree(ask(port, TEST, body(inputs)).body()).get("results");
        assertThat(results.size()).isEqualTo(cases.size()).isGreaterThan(150);
        for (int i = 0; i < cases.size(); i++) {
            Map<String, Object> c = cases.get(i);
            JsonNode result = results.get(i);
            assertThat(result.get("input").stringValue()).isEqualTo(inputs.get(i));
            List<?> numbers = c.get("numbers") instanceof List<?> list ? list : List.of();
            if (numbers.size() == 1) {
                assertThat(result.get("number").stringValue())
                        .as("%s", c.get("id"))
                        .isEqualTo(numbers.getFirst());
            } else {
                assertThat(result.get("number").isNull()).as("%s", c.get("id")).isTrue();
            }
            if (c.get("reason") != null) {
                assertThat(result.get("verdict").stringValue())
                        .as("%s", c.get("id"))
                        .isEqualTo("UNCHECKED");
                assertThat(result.get("reason").stringValue())
                        .as("%s", c.get("id"))
                        .isEqualTo(c.get("reason"));
            }
        }
    }

    private static List<Map<String, Object>> cases() throws IOException {
        try (Reader in = Files.newBufferedReader(Path.of("..", "spec", "numbers.yaml"))) {
            Map<String, List<Map<String, Object>>> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            return root.getOrDefault("cases", List.of()).stream()
                    .filter(c -> "FR".equals(c.get("plan")))
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void testKeyHasFixedAnswersAndCountsNothing(Port port) {
        JsonNode answer = answer(port, TEST, "0639980001", "0639980002", "0612345678");
        assertThat(answer.at("/list/revision").asLong()).isZero();
        assertThat(answer.at("/results/0/verdict").stringValue()).isEqualTo("OPPOSED");
        assertThat(answer.at("/results/1/verdict").stringValue()).isEqualTo("NOT_LISTED");
        assertThat(answer.at("/results/2/verdict").stringValue()).isEqualTo("UNCHECKED");
        assertThat(answer.at("/results/2/reason").stringValue()).isEqualTo("not-fictional");
    }

    @ParameterizedTest
    @EnumSource
    void withoutAKeyOrWithAnotherScopeNothingIsAnswered(Port port) {
        refused(ask(port, null, "{}"), 401, "BT-0101");
        refused(ask(port, "obl_live_unknownunknownunknown", "{}"), 401, "BT-0101");
        HttpResponse<String> other = ask(port, SCOPELESS, body(List.of("0639980001")));
        assertThat(other.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource
    void revokedKeyEndsWithinASecond(Port port) {
        Caller others = new Caller(server.database(), port == Port.CONTAINER ? "000000067" : "000000075", "Exemple");
        String text = others.key("obl_live_revoked" + port, "checks");
        answer(port, text, "0639980001");
        others.revoke(text);
        long end = System.nanoTime() + 2_000_000_000L;
        int status;
        do {
            LockSupport.parkNanos(50_000_000);
            status = ask(port, text, body(List.of("0639980001"))).statusCode();
        } while (status == 200 && System.nanoTime() < end);
        assertThat(status).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeReadIsRefused(Port port) {
        refused(ask(port, LIVE, "{\"numbers\":"), 400, "BT-0732");
        refused(ask(port, LIVE, "{}"), 400, "BT-0701");
        refused(ask(port, LIVE, body(java.util.Collections.nCopies(10_001, "0639980001"))), 422, "BT-0603");
        refused(ask(port, LIVE, " ".repeat(Checks.MAX_BYTES + 1)), 413, "BT-0706");
        HttpRequest text = HttpRequest.newBuilder(port.address().resolve("/api/v1/checks"))
                .header("Authorization", "Bearer " + LIVE)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"numbers\":[]}"))
                .build();
        refused(send(text), 415, "BT-0707");
        HttpRequest get = HttpRequest.newBuilder(port.address().resolve("/api/v1/checks"))
                .header("Authorization", "Bearer " + LIVE)
                .build();
        refused(send(get), 405, "BT-0704");
    }

    @ParameterizedTest
    @EnumSource
    void tenThousandNumbersComeBack(Port port) {
        List<String> many = java.util.Collections.nCopies(10_000, "06 39 98 00 01");
        JsonNode answer = JSON.readTree(ask(port, TEST, body(many)).body());
        assertThat(answer.get("results").size()).isEqualTo(10_000);
    }

    @ParameterizedTest
    @EnumSource
    void limitsAreToldAndOfTheCompanyWhateverThePort(Port port) {
        Caller others = new Caller(server.database(), port == Port.CONTAINER ? "000000026" : "000000034", "Exemple");
        String one = others.key("obl_live_limitone" + port, "checks");
        String two = others.key("obl_live_limittwo" + port, "checks");
        HttpResponse<String> response = ask(port, one, body(List.of("0639980002")));
        assertThat(response.headers().firstValue("RateLimit-Limit")).hasValue("250");
        int granted = 1;
        while (ask(granted % 2 == 0 ? Port.CONTAINER : Port.LISTENER, granted % 3 == 0 ? one : two, body(List.of()))
                                .statusCode()
                        == 200
                && granted < 300) {
            granted++;
        }
        assertThat(granted).isEqualTo(250);
        HttpResponse<String> refused = ask(port, two, body(List.of("0639980002")));
        refused(refused, 429, "BT-0702");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void whoWalksThroughARangeIsStopped(Port port) {
        Caller prober = new Caller(server.database(), port == Port.CONTAINER ? "000000042" : "000000059", "Exemple");
        String key = prober.key("obl_live_prober" + port, "checks");
        List<String> range = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            range.add("06399%05d".formatted(80_000 + i));
        }
        refused(ask(port, key, body(range)), 422, "BT-0602");
        refused(ask(port, key, body(List.of("0639980001"))), 422, "BT-0602");
        TestGuards.lift(
                server.bean(Guard.class), server.bean(GuardDesk.class), prober.company(), "staff:1", "explained");
        answer(port, key, "0639980001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/v1/checks HTTP/1.1\nHost: a\n\n",
                "POST /api/v1/checks HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "POST /api/v1/checks HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /api/v1/checks HTTP/1.1\r\nContent-Length : 2\r\n\r\n{}",
                "POST /api/v1/checks HTTP/1.1\r\nA: b\r\n c: d\r\n\r\n",
                "POST  HTTP/1.1\r\n\r\n",
                "POST /api/v1/checks HTTP/2\r\n\r\n",
                "POST /api/v1/checks HTTP/1.1\r\nContent-Length: +2\r\n\r\n{}"
            })
    void listenerRefusesWhatTwoReadersCouldReadInTwoWays(String request) throws IOException {
        String answer = raw(request + "GET /hidden HTTP/1.1\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("Connection: close");
        assertThat(answer.split("HTTP/1\\.1 \\d", -1)).as("one answer").hasSize(2);
    }

    @Test
    void listenerAnswersRequestsThatCameTogetherOneAfterTheOther() throws IOException {
        String body = body(List.of("0639980001"));
        String request = post(TEST, body.length());
        String answer = raw(request + "\r\n" + body + request + "Connection: close\r\n\r\n" + body);
        assertThat(answer.split("HTTP/1\\.1 200 ", -1)).hasSize(3);
        assertThat(answer.split("\"OPPOSED\"", -1)).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(Port.class)
    void aConnectionIsKeptHoweverOftenItAsks(Port port) throws IOException {
        String key = port == Port.CONTAINER ? "obt_test_oftenoftenoften1" : "obt_test_oftenoftenoften2";
        new Caller(server.database(), port == Port.CONTAINER ? "000000703" : "000000711", "Exemple").key(key, "checks");
        String body = body(List.of("0639980001"));
        String request = post(key, body.length()) + "\r\n" + body;
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), port.address().getPort())) {
            socket.setSoTimeout(20_000);
            BufferedReader answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            for (int i = 0; i < 150; i++) {
                socket.getOutputStream().write(request.getBytes(UTF_8));
                assertThat(answers.readLine()).as("answer " + i).startsWith("HTTP/1.1 200");
                int length = 0;
                for (String line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
                    length = line.toLowerCase(Locale.ROOT).startsWith("content-length:")
                            ? Integer.parseInt(line.substring(15).strip())
                            : length;
                }
                assertThat(answers.read(new char[length], 0, length)).isEqualTo(length);
            }
        }
    }

    @Test
    void whoIsRefusedInTheMiddleOfALargeBodyHearsIt() throws IOException {
        String answer = raw(post("obl_live_nobodysnobodysnobodys", 1_000_000) + "\r\n" + " ".repeat(1_000_000));
        assertThat(answer).startsWith("HTTP/1.1 401 ").contains("Connection: close", "BT-0101");
    }

    @Test
    void listenerWaitsForWhoReadsSlowlyAndForgetsNothing() throws Exception {
        List<String> numbers = Collections.nCopies(10_000, "0639980001");
        String body = body(numbers);
        String key = "obt_test_slowslowslow";
        new Caller(server.database(), "000000729", "Exemple").key(key, "checks");
        byte[] request = (post(key, body.length()) + "\r\n" + body).getBytes(UTF_8);
        int port = server.bean(LookupListener.class).port();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            Thread writer = Thread.startVirtualThread(() -> {
                try {
                    for (int i = 0; i < 100; i++) {
                        socket.getOutputStream().write(request);
                    }
                    socket.shutdownOutput();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            // Nothing is read until there is no more room for answers, and so none for requests.
            assertThat(writer.join(Duration.ofMillis(500))).isFalse();
            String answers = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answers.split("\"OPPOSED\"", -1)).hasSize(100 * numbers.size() + 1);
        }
    }

    private static String post(String key, int length) {
        return "POST /api/v1/checks HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n";
    }

    @Test
    void listenerKnowsNoOtherPath() throws IOException {
        assertThat(raw("GET /api/v1/checksum HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 404 ");
        assertThat(raw("GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 404 ");
    }

    private static String raw(String request) throws IOException {
        int port = server.bean(LookupListener.class).port();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.shutdownOutput();
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), UTF_8);
            }
        }
    }
}
