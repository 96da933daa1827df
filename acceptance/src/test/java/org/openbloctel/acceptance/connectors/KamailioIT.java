package org.openbloctel.acceptance.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;

/**
 * The real Kamailio between a dialer and a gateway that SIPp plays: exactly the allowed calls reach the gateway. What the
 * server answers is played here, answer by answer, the broken ones too; shape is what the API promises.
 */
@Tag("check-long")
final class KamailioIT {
    private static final Path CONFIGURATION = Path.of("..", "connectors", "kamailio", "kamailio.cfg");
    private static final Path DIALER = Path.of("src", "test", "resources", "kamailio", "dialer.xml");
    private static final Path GATEWAY = Path.of("src", "test", "resources", "kamailio", "gateway.xml");
    private static final Pattern INVITED = Pattern.compile("INVITE sip:(\\+?\\d+)@127\\.0\\.0\\.1:\\d+ SIP/2\\.0");
    private static final Pattern ID = Pattern.compile("\"id\":\"([-0-9a-f]{36})\"");
    private static final Pattern RULE = Pattern.compile("X-OpenBloctel-Rule: (\\S+)");

    @TempDir
    private Path folder;

    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

    /** What the server says about a number, by its last digit. */
    private static String answerTo(String number) {
        return switch (number.charAt(number.length() - 1)) {
            case '0', '1' -> "ALLOWED\n";
            case '2' -> "FORBIDDEN fr.calling-hours\n";
            case '3' -> "CANNOT_TELL fr.opposition-list\n";
            case '4' -> "ALLOWEDNESS\n";
            case '5' -> "FORBIDDEN ALLOWED\n";
            case '6' -> "FORBIDDEN x\";y\r\nX-Evil: 1\n";
            case '7' -> "\n";
            default -> "";
        };
    }

    private HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/dial", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("Accept") + " "
                    + exchange.getRequestURI().getRawQuery() + " " + form);
            String number = URLDecoder.decode(form.replaceAll("^number=|&.*", ""), UTF_8);
            byte[] answer = answerTo(number).getBytes(UTF_8);
            exchange.sendResponseHeaders(number.endsWith("8") ? 503 : 200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void exactlyTheAllowedCallsReachTheGateway() throws Exception {
        HttpServer server = server();
        try {
            List<String> numbers =
                    IntStream.range(0, 40).mapToObj(i -> "06399800" + (10 + i)).toList();
            Seen seen = dial("http://127.0.0.1:" + server.getAddress().getPort(), "", numbers);
            assertThat(seen.gateway())
                    .containsExactlyInAnyOrderElementsOf(numbers.stream()
                            .filter(number -> answerTo(number).equals("ALLOWED\n"))
                            .toList());
            assertThat(seen.rules()).hasSize(32);
            assertThat(seen.rules().stream().distinct())
                    .containsExactlyInAnyOrder(
                            "fr.calling-hours", "fr.opposition-list", "unknown", "ALLOWED", "cannot-check");
            assertThat(seen.messages()).doesNotContain("X-Evil");
        } finally {
            server.stop(0);
        }
        assertThat(asked)
                .hasSize(40)
                .contains("Bearer obl_live_kamailio text/plain null number=0639980010&campaign=spring");
    }

    @Test
    void silentServerLetsNothingOut() throws Exception {
        try (DatagramSocket nobody = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Seen seen = dial("http://127.0.0.1:" + nobody.getLocalPort(), "", List.of("0639980010", "0639980011"));
            assertThat(seen.gateway()).isEmpty();
            assertThat(seen.rules()).containsExactly("cannot-check", "cannot-check");
            assertThat(seen.log()).contains("did not answer").doesNotContain("06399800");
        }
    }

    /** A key that was revoked, or a wrong address, is written to the log, so that the cause can be found. */
    @ParameterizedTest
    @CsvSource({
        "401, refused the key (status 401)",
        "403, it needs the scope verdicts",
        "415, does not take this form of question (status 415)",
        "429, was asked too often (status 429)",
        "500, answered with status 500"
    })
    void logTellsARefusalFromSilence(int status, String said) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            Seen seen = dial("http://127.0.0.1:" + server.getAddress().getPort(), "", List.of("0639980010"));
            assertThat(seen.gateway()).isEmpty();
            assertThat(seen.rules()).containsExactly("cannot-check");
            assertThat(seen.log()).contains(said).doesNotContain("did not answer", "06399800");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void silentServerLetsCallsOutWithAWarningWhereSomebodyChoseThat() throws Exception {
        try (DatagramSocket nobody = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Seen seen = dial(
                    "http://127.0.0.1:" + nobody.getLocalPort(),
                    "#!define OPENBLOCTEL_FAIL_OPEN\n",
                    List.of("0639980010", "0639980012"));
            assertThat(seen.gateway()).containsExactlyInAnyOrder("0639980010", "0639980012");
            assertThat(seen.log()).contains("UNCHECKED");
        }
    }

    /** With a contract, except for who refused on the telephone; without one, no one; and no service number. On both ports. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void realServerIsObeyed(boolean listener) throws Exception {
        int port = freeTcpPort();
        try (ServerFixture server =
                ServerFixture.start("openbloctel.checks.port=" + port, "openbloctel.address=127.0.0.1")) {
            new Caller(server.database(), "000000018", "Exemple").key("obl_live_kamailio", "verdicts", "calls");
            String made = post(server, "/api/v1/campaigns", """
                    {"name":"Suivi","sector":"other","exemption":{"ground":"contract","evidence":"CRM 7"},\
                    "startsOn":"2026-11-01","endsOn":"2026-12-31"}""");
            String campaign = found(ID, made).getFirst();
            post(server, "/api/v1/calls", """
                    {"calls":[{"id":"c-1","number":"0639980011","at":"2026-11-24T15:00:00+01:00","campaign":"%s",\
                    "outcome":"refused"}]}""".formatted(campaign));
            Seen seen = dialAll(
                    listener ? "http://127.0.0.1:" + port : server.address().toString(),
                    "",
                    List.of(
                            "0639980010;" + campaign,
                            "0639980011;" + campaign,
                            "+33639980012;" + campaign,
                            "0639980013;none",
                            "3639;" + campaign));
            assertThat(seen.gateway()).containsExactlyInAnyOrder("0639980010", "+33639980012");
            assertThat(seen.rules()).hasSize(3).contains("no-call-after-objection");
        }
    }

    private static String post(ServerFixture server, String path, String json) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve(path))
                .header("Authorization", "Bearer obl_live_kamailio")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
            return answer.body();
        }
    }

    /**
     * What was seen.
     *
     * @param gateway the numbers that the gateway was asked to call
     * @param rules the rules that the dialer was declined by
     * @param messages all that the dialer received
     * @param log what Kamailio wrote
     */
    private record Seen(List<String> gateway, List<String> rules, String messages, String log) {}

    private Seen dial(String server, String settings, List<String> numbers) throws Exception {
        return dialAll(
                server, settings, numbers.stream().map(n -> n + ";spring").toList());
    }

    /** Calls what the lines name, a number and a campaign. */
    private Seen dialAll(String server, String settings, List<String> lines) throws Exception {
        int[] ports = freePorts();
        Files.copy(CONFIGURATION, folder.resolve("kamailio.cfg"));
        Files.writeString(folder.resolve("settings.cfg"), """
                #!define LISTEN udp:127.0.0.1:%d
                #!define OPENBLOCTEL_DIAL "%s/api/v1/dial"
                #!substdef "!OPENBLOCTEL_KEY!obl_live_kamailio!g"
                #!substdef "!OPENBLOCTEL_CAMPAIGN!usual!g"
                #!substdef "!OPENBLOCTEL_GATEWAY!sip:127.0.0.1:%d!g"
                #!define OPENBLOCTEL_TIMEOUT_MS 2000
                %s""".formatted(ports[0], server, ports[1], settings));
        Files.writeString(folder.resolve("numbers.csv"), "SEQUENTIAL\n" + String.join("\n", lines) + "\n");
        String kamailioLine = "kamailio -DD -E -m 64 -M 8 -Y %s -f kamailio.cfg".formatted(folder);
        String gatewayLine = "sipp -sf %s -i 127.0.0.1 -p %d -nostdin -trace_msg -message_file gateway.log"
                .formatted(GATEWAY.toAbsolutePath(), ports[1]);
        String dialerLine = ("sipp -sf %s -inf numbers.csv -i 127.0.0.1 -p %d 127.0.0.1:%d -m %d -r 20 -nostdin"
                        + " -trace_msg -message_file dialer.log -timeout 40s")
                .formatted(DIALER.toAbsolutePath(), ports[2], ports[0], lines.size());
        try (SipProgram kamailio = SipProgram.start(folder, "kamailio", kamailioLine);
                SipProgram gateway = SipProgram.start(folder, "gateway", gatewayLine)) {
            awaitHolder(ports[0], kamailio);
            awaitHolder(ports[1], gateway);
            try (SipProgram dialer = SipProgram.start(folder, "dialer", dialerLine)) {
                assertThat(dialer.ended()).as(dialer.output()).isZero();
            }
            gateway.stop();
            Path atGateway = folder.resolve("gateway.log");
            String messages = Files.readString(folder.resolve("dialer.log"));
            return new Seen(
                    found(INVITED, Files.exists(atGateway) ? Files.readString(atGateway) : ""),
                    found(RULE, messages),
                    messages,
                    kamailio.output());
        }
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** Three that are free, and not one of them twice: all are held until the last is found. */
    private static int[] freePorts() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (DatagramSocket a = new DatagramSocket(0, here);
                DatagramSocket b = new DatagramSocket(0, here);
                DatagramSocket c = new DatagramSocket(0, here)) {
            return new int[] {a.getLocalPort(), b.getLocalPort(), c.getLocalPort()};
        }
    }

    private static int freeTcpPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Until a program holds the port, for twenty seconds at most: what is sent from then on is kept for it. */
    private static void awaitHolder(int port, SipProgram program) throws IOException {
        String held = ":%04X ".formatted(port);
        for (int i = 0; i < 400; i++) {
            // Read, not tried: a port that is tried is held for a moment, and the program would not get it.
            if (Files.readString(Path.of("/proc/net/udp")).contains(held)) {
                return;
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new IOException("nobody listens on port " + port + ":\n" + program.output());
    }
}
