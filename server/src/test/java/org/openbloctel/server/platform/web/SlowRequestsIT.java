package org.openbloctel.server.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.server.app.ServerFixture;

/** Requests whose heads and bodies come slowly, and connections that wait for the rest of one. */
@Tag("check-long")
final class SlowRequestsIT {
    private static ServerFixture server;

    @BeforeAll
    static void start() {
        server = ServerFixture.start(
                "openbloctel.http.trusted-proxies=127.0.0.1",
                "openbloctel.http.head-seconds=1",
                "openbloctel.http.body-seconds=5");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Tomcat measures the pause between two bytes alone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /aide HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
                "POST /contact HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: 200000\r\n\r\nmessage=",
                "POST /nulle-part HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000\r\n\r\n"
            })
    void requestThatComesByteByByteEndsItsConnection(String begun) throws IOException {
        try (Socket socket = connected()) {
            write(socket, begun);
            int bytes = 0;
            while (bytes < 300 && isOpen(socket)) {
                try {
                    write(socket, "1");
                } catch (SocketException closed) {
                    break;
                }
                bytes++;
            }
            assertThat(bytes).as("a minute, where five seconds are allowed").isLessThan(300);
        }
    }

    /** Reads what comes; false at the end of the stream. */
    private static boolean isOpen(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read(new byte[1 << 16]) >= 0;
        } catch (SocketTimeoutException open) {
            return true;
        } catch (SocketException reset) {
            return false;
        }
    }

    /** 256 KB in eight seconds. */
    @Test
    void formThatComesAtItsPaceIsAnswered() throws IOException {
        try (Socket socket = connected()) {
            write(
                    socket,
                    String.join(
                            "\r\n",
                            "POST /deconnexion HTTP/1.1",
                            "Host: localhost",
                            "Content-Type: application/x-www-form-urlencoded",
                            "Content-Length: 256000",
                            "",
                            ""));
            for (int i = 0; i < 40; i++) {
                assertThat(isSilent(socket)).as("the body is waited for").isTrue();
                write(socket, "a".repeat(6_400));
            }
            socket.setSoTimeout(30_000);
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1))
                    .isEqualTo("HTTP/1.1 403");
        }
    }

    @Test
    void bodyAndPauseBetweenRequestsMayTakeLongerThanAHead() throws IOException {
        try (Socket socket = connected()) {
            write(
                    socket,
                    String.join(
                            "\r\n",
                            "POST /deconnexion HTTP/1.1",
                            "Host: localhost",
                            "Content-Type: application/x-www-form-urlencoded",
                            "Content-Length: 3",
                            "",
                            ""));
            for (int i = 0; i < 15; i++) {
                assertThat(isSilent(socket)).as("the body is waited for").isTrue();
            }
            write(socket, "a=b");
            socket.setSoTimeout(30_000);
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1))
                    .isEqualTo("HTTP/1.1 403");
        }
        try (Socket socket = connected()) {
            String head = "HEAD /aide HTTP/1.1\r\nHost: localhost\r\n\r\n";
            write(socket, head);
            socket.setSoTimeout(30_000);
            String first = "";
            while (!first.endsWith("\r\n\r\n")) {
                first += (char) socket.getInputStream().read();
            }
            assertThat(first).startsWith("HTTP/1.1 200");
            socket.setSoTimeout(200);
            for (int i = 0; i < 15; i++) {
                assertThat(isSilent(socket)).as("the connection stays open").isTrue();
            }
            write(socket, head);
            socket.setSoTimeout(30_000);
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1))
                    .isEqualTo("HTTP/1.1 200");
        }
    }

    private static Socket connected() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
        socket.setSoTimeout(200);
        return socket;
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Whether nothing comes for a moment, neither a byte nor the end. */
    static boolean isSilent(Socket socket) throws IOException {
        try {
            socket.getInputStream().read();
            return false;
        } catch (SocketTimeoutException silent) {
            return true;
        } catch (SocketException closed) {
            return false;
        }
    }
}
