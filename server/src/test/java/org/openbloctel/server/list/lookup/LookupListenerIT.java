package org.openbloctel.server.list.lookup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.boot.web.server.PortInUseException;

/** What the listener for look-ups does not take: too many connections of one address, heads too long, requests without a host. */
@Timeout(120)
final class LookupListenerIT {
    private static final String KEY = "obt_test_lookuplistener1";
    private static final int CONNECTIONS = 60;
    private static final int OF_AN_ADDRESS = 20;
    private static final int MAX_HEAD = 16 << 10;
    private static final String BODY = "{\"numbers\":[\"0639980001\"]}";

    private static ServerFixture server;

    @BeforeAll
    static void start() {
        server = ServerFixture.start(
                "openbloctel.checks.port=0",
                "openbloctel.checks.connections=" + CONNECTIONS,
                "openbloctel.checks.connections-of-an-address=" + OF_AN_ADDRESS,
                "openbloctel.address=127.0.0.1");
        new Caller(server.database(), "000000018", "Exemple").key(KEY, "checks", "verdicts");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void silentConnectionsOfOneAddressShutOutNoOther() throws IOException {
        List<Socket> silent = new ArrayList<>();
        try {
            // More than the listener takes in all.
            for (int i = 0; i < 2 * CONNECTIONS; i++) {
                silent.add(from("127.0.0.2"));
            }
            assertThat(Program.comesTrue(() ->
                            silent.stream().filter(LookupListenerIT::isOpen).count() == OF_AN_ADDRESS))
                    .as("those beyond the limit of an address are closed")
                    .isTrue();
            assertThat(ask("127.0.0.1", request("Host: a\r\n")))
                    .startsWith("HTTP/1.1 200")
                    .contains("OPPOSED");
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
        assertThat(Program.comesTrue(
                        () -> ask("127.0.0.2", request("Host: a\r\n")).startsWith("HTTP/1.1 200")))
                .as("once they are closed, the address has room again")
                .isTrue();
    }

    @Test
    void portThatIsTakenIsTheReasonOfAStartThatFails() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (String door : List.of("checks", "sftp")) {
                assertThatThrownBy(() -> ServerFixture.start("openbloctel." + door + ".port=" + taken.getLocalPort()))
                        .as(door)
                        .hasRootCauseInstanceOf(BindException.class)
                        .satisfies(failure ->
                                assertThat(causes(failure)).hasAtLeastOneElementOfType(PortInUseException.class));
            }
        }
    }

    private static List<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
    }

    @Test
    void headThatIsTooLongIsRefusedThoughItComesAtOnce() {
        String most = "X-Long: " + "a".repeat(MAX_HEAD - 400) + "\r\n";
        assertThat(ask("127.0.0.1", request("Host: a\r\n" + most))).startsWith("HTTP/1.1 200");
        String tooLong = "X-Long: " + "a".repeat(MAX_HEAD) + "\r\n";
        assertThat(ask("127.0.0.1", request("Host: a\r\n" + tooLong)))
                .startsWith("HTTP/1.1 413")
                .contains("BT-0706", "Connection: close");
    }

    @Test
    void idsOfARequestAreInItsAnswer() {
        String parent = "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n";
        assertThat(ask("127.0.0.1", request("Host: a\r\nX-Request-Id: crm-42\r\n" + parent)))
                .startsWith("HTTP/1.1 200")
                .contains("X-Request-Id: crm-42\r\n", parent);
        assertThat(ask("127.0.0.1", request("Host: a\r\nX-Request-Id: 0639980001\r\ntraceparent: 00\r\n")))
                .startsWith("HTTP/1.1 200")
                .doesNotContain("X-Request-Id", "traceparent");
    }

    @Test
    void hostIsNeeded() {
        assertThat(ask("127.0.0.1", request(""))).startsWith("HTTP/1.1 400").contains("BT-0705", "Connection: close");
        assertThat(ask("127.0.0.1", request("Host: a\r\nHost: b\r\n"))).startsWith("HTTP/1.1 400");
    }

    @Test
    void requestsThatTwoReadersCouldReadInTwoWaysAreRefusedAndNothingBehindThem() {
        String next = request("Host: a\r\n");
        AmbiguousRequests.refused().forEach((name, text) -> {
            String answer = ask("127.0.0.1", text.replace("%s", KEY) + next);
            assertThat(answer).as(name).startsWith("HTTP/1.1 400 ").contains("BT-0705", "Connection: close");
            assertThat(answers(answer)).as(name).isEqualTo(1);
        });
        AmbiguousRequests.accepted().forEach((name, text) -> {
            String answer = ask("127.0.0.1", text.replace("%s", KEY) + next);
            assertThat(answer).as(name).startsWith("HTTP/1.1 200 ").contains("OPPOSED");
            assertThat(answers(answer)).as(name).isEqualTo(2);
        });
    }

    @Test
    void refusedRequestThatIsThereWholeKeepsItsConnection() {
        String next = request("Host: a\r\n");
        for (String refused : List.of(
                "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n",
                "HEAD /api/v1/checks HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + KEY + "\r\n\r\n",
                "POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 20000\r\n\r\n" + " ".repeat(20_000),
                next.replace("Connection: close\r\n", "")
                        .replace("/checks", "/dial")
                        .replace(BODY, "{".repeat(BODY.length())),
                next.replace("Connection: close\r\n", "").replace(KEY, "obt_test_nobodysnobodys"))) {
            String answer = ask("127.0.0.1", refused + next);
            assertThat(answer).as(refused).startsWith("HTTP/1.1 4").contains("HTTP/1.1 200 ");
            assertThat(answers(answer)).as(refused).isEqualTo(2);
        }
        assertThat(ask("127.0.0.1", "HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .as("an answer to HEAD has no body")
                .startsWith("HTTP/1.1 404 ")
                .endsWith("\r\n\r\n");
    }

    /** Dialers' questions are answered aside: those that came behind them wait, and so does the end. */
    @Test
    void requestsThatCameTogetherAreAnsweredInTheirOrder() {
        String check = request("Host: a\r\n").replace("Connection: close\r\n", "");
        String question = "{\"number\":\"0639980001\"}";
        String dial = check.replace("/checks", "/dial")
                .replace("Length: " + BODY.length(), "Length: " + question.length())
                .replace(BODY, question);
        String[] answers = ask("127.0.0.1", (dial + check + dial).repeat(10) + request("Host: a\r\n"))
                .split("HTTP/1\\.1 ", -1);
        assertThat(answers).hasSize(32);
        for (int i = 1; i < answers.length; i++) {
            assertThat(answers[i])
                    .as("answer " + i)
                    .startsWith("200 OK")
                    .contains(i % 3 == 2 || i == 31 ? "\"results\"" : "\"grounds\"");
        }
    }

    /** A page that is computed holds the carrier of its virtual thread until it is made. */
    @Test
    void lookUpsAndDialersQuestionsNeedNoVirtualThread() throws InterruptedException {
        int busy = 8 * Runtime.getRuntime().availableProcessors();
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        List<Thread> pages = new ArrayList<>();
        try {
            for (int i = 0; i < busy; i++) {
                pages.add(Thread.startVirtualThread(() -> {
                    begun.countDown();
                    while (!over.get()) {
                        Thread.onSpinWait();
                    }
                }));
            }
            begun.await();
            AtomicBoolean turn = new AtomicBoolean();
            pages.add(Thread.startVirtualThread(() -> turn.set(true)));
            new Caller(server.database(), "000000026", "Exemple").key("obt_test_amidthecrowd01", "checks", "verdicts");
            String check = request("Host: a\r\n").replace(KEY, "obt_test_amidthecrowd01");
            String question = "{\"number\":\"0639980001\"}";
            String dial = check.replace("/checks", "/dial")
                    .replace("Length: " + BODY.length(), "Length: " + question.length())
                    .replace(BODY, question);
            assertThat(ask("127.0.0.1", check)).startsWith("HTTP/1.1 200");
            assertThat(ask("127.0.0.1", dial)).startsWith("HTTP/1.1 200");
            assertThat(turn.get()).as("a virtual thread got a carrier").isFalse();
        } finally {
            over.set(true);
            for (Thread page : pages) {
                page.join();
            }
        }
    }

    @Test
    void bodyThatIsWaitedForIsAskedForOnceItsHeadIsLetIn() throws IOException {
        String expecting = request("Host: a\r\nExpect: 100-continue\r\n");
        int head = expecting.length() - BODY.length();
        try (Socket socket = from("127.0.0.1")) {
            socket.getOutputStream().write(expecting.substring(0, head).getBytes(US_ASCII));
            String wanted = "HTTP/1.1 100 Continue\r\n\r\n";
            assertThat(new String(socket.getInputStream().readNBytes(wanted.length()), US_ASCII))
                    .isEqualTo(wanted);
            socket.getOutputStream().write(BODY.getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 200 ");
        }
        String unknown = expecting.replace(KEY, "obt_test_nobodysnobodys").substring(0, head);
        assertThat(ask("127.0.0.1", unknown)).startsWith("HTTP/1.1 401 ").doesNotContain("100 Continue");
    }

    private static int answers(String text) {
        return text.split("HTTP/1\\.1 ", -1).length - 1;
    }

    private static String request(String fields) {
        return "POST /api/v1/checks HTTP/1.1\r\n" + fields + "Authorization: Bearer " + KEY
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + BODY.length()
                + "\r\n\r\n" + BODY;
    }

    private static Socket from(String address) throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(),
                server.bean(LookupListener.class).port(),
                InetAddress.getByName(address),
                0);
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Whether the other side has not closed it. */
    private static boolean isOpen(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() >= 0;
        } catch (java.net.SocketTimeoutException silence) {
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private static String ask(String address, String request) {
        try (Socket socket = from(address)) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        } catch (SocketException turnedAway) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
