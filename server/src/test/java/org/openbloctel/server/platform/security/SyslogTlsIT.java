package org.openbloctel.server.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.security.SecurityEvent.Kind;
import org.openbloctel.server.app.TestCertificate;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.settings.SettingsException;

/** The security log crosses a network under TLS, to the receiver that the certificate names. */
final class SyslogTlsIT {
    private static SSLContext trusted;
    private static SSLContext otherName;

    @BeforeAll
    static void certify(@TempDir Path folder) {
        trusted = TestCertificate.make(folder, "localhost", "dns:localhost").tls();
        otherName = TestCertificate.make(folder, "other.example", "dns:other.example")
                .tls();
    }

    @Test
    void eventsComeWholeAndAgainAfterTheReceiverWasAway() throws Exception {
        try (ServerSocket receiver = receiver(trusted)) {
            Syslog syslog = new Syslog(address(receiver), trusted.getSocketFactory());
            CompletableFuture<List<String>> first = frames(receiver, 3);
            syslog.write(List.of(OutletsTest.event(Kind.SIGN_IN_FAILED), OutletsTest.event(Kind.SIGNED_IN)));
            syslog.write(List.of(OutletsTest.event(Kind.DOWNLOADED)));
            assertThat(got(first))
                    .satisfiesExactly(
                            one -> assertThat(one).startsWith("<84>1 ").endsWith(OutletsTest.JSON),
                            two -> assertThat(two).startsWith("<86>1 "),
                            three -> assertThat(three).contains(" downloaded - {"));
            CompletableFuture<List<String>> next = frames(receiver, 1);
            syslog.write(List.of(OutletsTest.event(Kind.KEY_REFUSED)));
            assertThat(got(next)).singleElement().asString().contains(" key-refused - {");
        }
    }

    @Test
    void nothingIsSentToAReceiverWithAnotherCertificate() throws Exception {
        assertNothingIsSent(trusted, (SSLSocketFactory) SSLSocketFactory.getDefault(), "an issuer that is unknown");
        assertNothingIsSent(otherName, otherName.getSocketFactory(), "the name of another host");
    }

    private static void assertNothingIsSent(SSLContext receivers, SSLSocketFactory ours, String why) throws Exception {
        try (ServerSocket receiver = receiver(receivers)) {
            CompletableFuture<List<String>> got = frames(receiver, 1);
            Syslog syslog = new Syslog(address(receiver), ours);
            assertThatThrownBy(() -> syslog.write(List.of(OutletsTest.event(Kind.SIGNED_IN))))
                    .as(why)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("takes nothing");
            assertThatThrownBy(() -> got(got)).as(why).isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void nothingIsSentInTheClearToAReceiverWithoutTls() throws Exception {
        try (ServerSocket receiver = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            receiver.setSoTimeout(20_000);
            CompletableFuture<String> got = CompletableFuture.supplyAsync(() -> {
                try (Socket connection = receiver.accept()) {
                    String start = text(connection.getInputStream().readNBytes(1));
                    connection.getOutputStream().write("hello, in the clear".getBytes(StandardCharsets.ISO_8859_1));
                    connection.setSoTimeout(5_000);
                    return start + text(connection.getInputStream().readAllBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            Syslog syslog = new Syslog(address(receiver), trusted.getSocketFactory());
            assertThatThrownBy(() -> syslog.write(List.of(OutletsTest.event(Kind.SIGNED_IN))))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(got.get(20, TimeUnit.SECONDS)).doesNotContain("signed-in", "openbloctel");
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void productionSendsInTheClearToThisMachineAlone() {
        for (String clear : List.of("udp://192.0.2.1:514", "tcp://log.invalid:601")) {
            SecuritySettings settings = new SecuritySettings(null, URI.create(clear));
            assertThatThrownBy(() -> settings.checked(Settings.Environment.PRODUCTION))
                    .as(clear)
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContainingAll(clear, "tls://HOST:PORT");
            assertThat(settings.checked(Settings.Environment.DEVELOPMENT)).isEqualTo(settings);
        }
        for (String good : List.of("tls://192.0.2.1:6514", "udp://127.0.0.1:514", "tcp://[::1]:601")) {
            SecuritySettings settings = new SecuritySettings(null, URI.create(good));
            assertThat(settings.checked(Settings.Environment.PRODUCTION)).isEqualTo(settings);
        }
    }

    private static ServerSocket receiver(SSLContext tls) throws IOException {
        ServerSocket socket = tls.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static URI address(ServerSocket receiver) {
        return URI.create("tls://localhost:" + receiver.getLocalPort());
    }

    /** What one connection brings, on a thread of its own: a handshake takes both sides. */
    private static CompletableFuture<List<String>> frames(ServerSocket receiver, int count) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket connection = receiver.accept()) {
                connection.setSoTimeout(20_000);
                String[] frames = new String[count];
                for (int i = 0; i < count; i++) {
                    frames[i] = OutletsTest.frame(connection.getInputStream());
                }
                // The end of TLS waits so long for the other side's.
                connection.setSoTimeout(1);
                return List.of(frames);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static List<String> got(CompletableFuture<List<String>> frames)
            throws ExecutionException, InterruptedException, TimeoutException {
        return frames.get(30, TimeUnit.SECONDS);
    }
}
