package org.openbloctel.server.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.security.SecurityEvent;
import org.openbloctel.registry.platform.security.SecurityEvent.Kind;
import org.openbloctel.server.platform.settings.SettingsException;

/** Events leave the machine: as lines of a file that logrotate may move, and as messages of syslog over UDP and TCP. */
final class OutletsTest {
    private static final String ACTOR = "member:" + new UUID(3, 4);
    static final String JSON =
            "{\"at\":\"2026-11-25T08:00:00.123456Z\",\"kind\":\"sign-in-failed\",\"level\":\"warning\","
                    + "\"actor\":\"" + ACTOR + "\",\"network\":\"192.0.2.1\",\"device\":\"curl\"}";

    @TempDir
    private Path folder;

    @Test
    void fileGetsALineAnEventAndIsMadeAnewAfterItWasMoved() throws IOException {
        Path file = folder.resolve("security.log");
        EventFile outlet = new EventFile(file);
        outlet.write(List.of(event(Kind.SIGN_IN_FAILED), event(Kind.SIGNED_IN)));
        Files.move(file, folder.resolve("security.log.1"));
        outlet.write(List.of(event(Kind.DOWNLOADED)));
        assertThat(Files.readAllLines(folder.resolve("security.log.1")))
                .hasSize(2)
                .first()
                .isEqualTo(JSON);
        assertThat(Files.readString(file)).contains("\"kind\":\"downloaded\"").endsWith("}\n");
        assertThat(Files.getPosixFilePermissions(file).toString()).doesNotContain("OTHERS");
    }

    @Test
    void fileThatCannotBeWrittenToIsAFault() {
        assertThatThrownBy(() -> new EventFile(folder).write(List.of(event(Kind.SIGNED_IN))))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void syslogOverUdpSendsAMessageADatagram() throws IOException {
        try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            receiver.setSoTimeout(10_000);
            new Syslog(URI.create("udp://127.0.0.1:" + receiver.getLocalPort()))
                    .write(List.of(event(Kind.SIGN_IN_FAILED), event(Kind.SIGNED_IN)));
            assertThat(received(receiver))
                    .matches(
                            "<84>1 2026-11-25T08:00:00\\.123456Z [A-Za-z0-9.-]+ openbloctel [0-9]+ sign-in-failed - \\{.*")
                    .endsWith(JSON);
            assertThat(received(receiver)).startsWith("<86>1 ").contains(" signed-in - {");
        }
    }

    @Test
    void syslogOverTcpCountsOctetsAndComesBackAfterTheReceiverDid() throws IOException {
        try (ServerSocket receiver = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            receiver.setSoTimeout(10_000);
            Syslog syslog = new Syslog(URI.create("tcp://127.0.0.1:" + receiver.getLocalPort()));
            syslog.write(List.of(event(Kind.SIGN_IN_FAILED), event(Kind.SIGNED_IN)));
            try (Socket connection = receiver.accept()) {
                assertThat(frame(connection.getInputStream()))
                        .startsWith("<84>1 ")
                        .endsWith(JSON);
                assertThat(frame(connection.getInputStream())).startsWith("<86>1 ");
                syslog.write(List.of(event(Kind.DOWNLOADED)));
                assertThat(frame(connection.getInputStream()))
                        .as("the same connection")
                        .contains(" downloaded - {");
            }
            syslog.write(List.of(event(Kind.KEY_REFUSED)));
            try (Socket connection = receiver.accept()) {
                assertThat(frame(connection.getInputStream())).contains(" key-refused - {");
            }
        }
    }

    @Test
    void syslogThatIsAwayIsAFault() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        assertThatThrownBy(
                        () -> new Syslog(URI.create("tcp://127.0.0.1:" + port)).write(List.of(event(Kind.SIGNED_IN))))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void addressThatIsNoneOfSyslogIsRefused() {
        for (String address :
                List.of("http://127.0.0.1:514", "udp://127.0.0.1", "udp:514", "tcp://a@b:514", "tls://b:70000")) {
            assertThatThrownBy(() -> new SecuritySettings(null, URI.create(address)))
                    .as(address)
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("tls://HOST:PORT");
        }
        assertThat(new SecuritySettings(null, URI.create("udp://log.example:514")).syslog())
                .isNotNull();
    }

    static SecurityEvent.Timed event(Kind kind) {
        return new SecurityEvent.Timed(
                Instant.parse("2026-11-25T08:00:00.123456Z"),
                new SecurityEvent(kind, ACTOR, "", "192.0.2.1", "curl"),
                1);
    }

    private static String received(DatagramSocket receiver) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
        receiver.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    /** RFC 6587: the length in digits, a blank, the message. */
    static String frame(InputStream stream) throws IOException {
        int length = 0;
        for (int digit = stream.read(); digit != ' '; digit = stream.read()) {
            assertThat(digit).as("the end of the stream").isNotNegative();
            length = length * 10 + digit - '0';
        }
        return new String(stream.readNBytes(length), StandardCharsets.UTF_8);
    }
}
