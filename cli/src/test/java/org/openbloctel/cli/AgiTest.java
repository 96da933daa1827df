package org.openbloctel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Calls as Asterisk asks about them, by a transcript of its protocol: what is no plain ALLOWED sets no ALLOWED. Asterisk itself
 * is not among Debian's packages, so it has not been part of any test.
 */
final class AgiTest {
    /** What Asterisk 20 sends for {@code AGI(agi://127.0.0.1/dial,0639980001,spring)}. */
    private static final String TRANSCRIPT = """
            agi_network: yes
            agi_network_script: dial
            agi_request: agi://127.0.0.1/dial
            agi_channel: PJSIP/agent-00000007
            agi_language: fr
            agi_type: PJSIP
            agi_uniqueid: 1764000000.7
            agi_version: 20.9.3
            agi_callerid: 0199000001
            agi_calleridname: unknown
            agi_callingpres: 0
            agi_callingani2: 0
            agi_callington: 0
            agi_callingtns: 0
            agi_dnid: 0639980002
            agi_rdnis: unknown
            agi_context: outbound
            agi_extension: 0639980002
            agi_priority: 3
            agi_enhanced: 0.0
            agi_accountcode:\s
            agi_threadid: 140000000000000
            agi_arg_1: 0639980001
            agi_arg_2: spring

            """;

    @TempDir
    private Path folder;

    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> unanswered = new ConcurrentLinkedQueue<>();
    private ServerSocket door;

    @BeforeEach
    void open() throws IOException {
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        door.close();
    }

    /** A caller who hangs up at once, or a system that has no more files for a moment, is no end of the service. */
    @Test
    void connectionThatCannotBeAcceptedEndsNothing() throws IOException {
        door.close();
        AtomicInteger tries = new AtomicInteger();
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress()) {
            @Override
            public Socket accept() throws IOException {
                if (tries.incrementAndGet() <= 2) {
                    throw new IOException("Too many open files");
                }
                return super.accept();
            }
        };
        serve("ALLOWED", "", false);
        assertThat(call(TRANSCRIPT, "200 result=1\n")).contains("SET VARIABLE OPENBLOCTEL_VERDICT \"ALLOWED\"");
    }

    private void serve(String line, String campaign, boolean allow) {
        AgiCall.Answers answers = new AgiCall.Answers(
                (number, ofCall) -> {
                    asked.add(number + "|" + ofCall);
                    return line.isEmpty() ? AgiCall.Reply.NONE : new AgiCall.Reply(200, line);
                },
                campaign,
                allow,
                (allowed, reply) -> unanswered.add(allowed + " " + reply.status()));
        Thread.ofVirtual().start(() -> AgiCommand.serve(door, answers, Duration.ofSeconds(5)));
    }

    /** Plays Asterisk; returns the commands that it was given. */
    private List<String> call(String environment, String acknowledgement) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.getLocalPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(environment.getBytes(StandardCharsets.UTF_8));
            out.flush();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            List<String> commands = new ArrayList<>();
            for (String command = in.readLine(); command != null; command = in.readLine()) {
                commands.add(command);
                out.write(acknowledgement.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
            return commands;
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ALLOWED,                        ALLOWED,     ''
            FORBIDDEN fr.hours,             FORBIDDEN,   fr.hours
            CANNOT_TELL list.stale,         CANNOT_TELL, list.stale
            'FORBIDDEN x"\\nSET VARIABLE A', FORBIDDEN,   ''
            ALLOWEDNESS,                    CANNOT_TELL, cannot-check
            <html>,                         CANNOT_TELL, cannot-check
            '',                             CANNOT_TELL, cannot-check
            """)
    void answerBecomesTwoVariables(String answer, String verdict, String rule) throws IOException {
        serve(answer, "", false);
        assertThat(call(TRANSCRIPT, "200 result=1\n"))
                .containsExactly(
                        "SET VARIABLE OPENBLOCTEL_RULE \"" + rule + "\"",
                        "SET VARIABLE OPENBLOCTEL_VERDICT \"" + verdict + "\"");
        assertThat(asked).containsExactly("0639980001|spring");
    }

    @Test
    void extensionAndUsualCampaignStandInForMissingArguments() throws IOException {
        serve("ALLOWED", "usual", false);
        call(TRANSCRIPT.replaceAll("agi_arg_.*\n", ""), "200 result=1\n");
        assertThat(asked).containsExactly("0639980002|usual");
    }

    @Test
    void silenceLetsACallOutOnlyWhereSomebodyChoseThat() throws IOException {
        serve("", "", true);
        assertThat(call(TRANSCRIPT, "200 result=1\n"))
                .containsExactly(
                        "SET VARIABLE OPENBLOCTEL_RULE \"cannot-check\"",
                        "SET VARIABLE OPENBLOCTEL_VERDICT \"ALLOWED\"");
        assertThat(unanswered).containsExactly("true 0");
    }

    @Test
    void conversationThatGoesWrongSetsNoVerdict() throws IOException {
        serve("ALLOWED", "", false);
        assertThat(call(TRANSCRIPT, "520 Invalid command\n")).containsExactly("SET VARIABLE OPENBLOCTEL_RULE \"\"");
        assertThat(call("agi_request: " + "x".repeat(5000) + "\n\n", "200 result=1\n"))
                .isEmpty();
        assertThat(call("a: b\n".repeat(500) + "\n", "200 result=1\n")).isEmpty();
    }

    @Test
    void manyCallsAtOnceAreAnsweredEachWithItsOwn() {
        serve("FORBIDDEN fr.list", "", false);
        List<List<String>> all = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> {
                    try {
                        return call(TRANSCRIPT.replace("0639980001", "06399800" + (10 + i % 90)), "200 result=1\n");
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .toList();
        assertThat(all).hasSize(200).allMatch(commands -> commands.size() == 2);
        assertThat(asked).hasSize(200);
    }

    @Test
    void serverIsAskedWithTheNumberInTheBodyAlone() throws IOException {
        ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Accept") + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("FORBIDDEN fr.list\n".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        Path file = Files.writeString(folder.resolve("api.key"), "obl_live_0123456789");
        String key = Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"))
                .toString();
        Ran ran;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + server.getAddress().getPort();
            ran = Ran.english(
                    "agi", "--server", address, "--key", key, "--listen", "127.0.0.1:" + taken.getLocalPort());
            Command command = new CheckCommand(
                    new Terminal(System.in, System.out, System.err, java.time.Clock.systemUTC(), false),
                    Messages.of(new String[0], java.util.Locale.ENGLISH));
            Remote remote = Remote.withKey(
                    Arguments.read(command, new String[] {"--server", address, "--key", key, "1"}),
                    Messages.of(new String[0], java.util.Locale.ENGLISH),
                    new Terminal(System.in, System.out, System.err, java.time.Clock.systemUTC(), false));
            assertThat(remote.dial("+33639980001", "spring & co", Duration.ofSeconds(5)))
                    .isEqualTo(new AgiCall.Reply(200, "FORBIDDEN fr.list"));
        } finally {
            server.stop(0);
        }
        assertThat(ran.code()).as("the port is taken").isEqualTo(ExitCode.OUTPUT);
        assertThat(requests)
                .containsExactly("POST /api/v1/dial text/plain Bearer obl_live_0123456789"
                        + " number=%2B33639980001&campaign=spring+%26+co");
    }
}
