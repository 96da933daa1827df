package org.openbloctel.server.accounts.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.accounts.webhook.Delivery;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.app.TestCertificate;

/** Addresses nothing is sent to, by any name, redirect or slow server. */
final class TargetsIT {
    private static final InetAddress PUBLIC = InetAddress.ofLiteral("2606:4700::1111");
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final WebhookWorld world = new WebhookWorld(false);
    private Receiver receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        world.close();
        receiver.close();
    }

    @Test
    void endpointOnThisMachineOrAPrivateNetworkIsRefused() {
        for (String host : new String[] {"localhost", "127.0.0.1", "10.1.2.3", "[::1]", "[::ffff:169.254.169.254]"}) {
            assertThatThrownBy(() -> world.make("https://" + host + "/"))
                    .as(host)
                    .satisfies(code("BT-0721"));
        }
        world.names(host -> new InetAddress[] {LOOPBACK});
        assertThatThrownBy(() -> world.make("https://hooks.example.org/")).satisfies(code("BT-0721"));
        world.names(host -> new InetAddress[] {PUBLIC, InetAddress.ofLiteral("192.168.1.1")});
        assertThatThrownBy(() -> world.make("https://hooks.example.org/")).satisfies(code("BT-0721"));
        world.names(host -> {
            throw new UnknownHostException(host);
        });
        assertThatThrownBy(() -> world.make("https://hooks.example.org/")).satisfies(code("BT-0722"));
    }

    @Test
    void nameThatLeadsElsewhereLaterIsNotFollowed() {
        world.names(host -> new InetAddress[] {PUBLIC});
        UUID webhook = world.make("https://hooks.example.org:" + receiver.port() + "/");
        world.names(host -> new InetAddress[] {LOOPBACK});
        world.raise();
        world.attempt(world.sender(false), webhook, 1);
        assertThat(world.attempts(webhook).getFirst().fault()).contains(Delivery.Fault.FORBIDDEN_ADDRESS);
        assertThat(receiver.got()).isEmpty();
    }

    /** The name is known to this table alone: a second look, by anything, would find nothing. */
    @Test
    void connectionGoesToTheAddressThatWasLookedAt() {
        try (WebhookWorld open = new WebhookWorld(true)) {
            int[] looks = {0};
            open.names(host -> {
                assertThat(host).isEqualTo("hooks.example.test");
                looks[0]++;
                return new InetAddress[] {LOOPBACK};
            });
            UUID webhook = open.make("http://hooks.example.test:" + receiver.port() + "/x");
            open.raise();
            open.attempt(open.sender(true), webhook, 1);
            assertThat(looks[0]).isEqualTo(2);
            assertThat(receiver.got().getFirst().header("host")).isEqualTo("hooks.example.test:" + receiver.port());
        }
    }

    @Test
    void redirectIsAFailureAndNotFollowed() throws IOException {
        try (WebhookWorld open = new WebhookWorld(true);
                Receiver inner = new Receiver()) {
            receiver.answers(302, Map.of("Location", inner.url()), "");
            UUID webhook = open.make(receiver.url());
            open.raise();
            open.attempt(open.sender(true), webhook, 1);
            assertThat(open.attempts(webhook).getFirst())
                    .returns(Optional.of(302), Delivery.Attempt::status)
                    .returns(Optional.of(Delivery.Fault.STATUS), Delivery.Attempt::fault);
            assertThat(inner.got()).isEmpty();
        }
    }

    @Test
    void receiverThatDripsItsHeadIsLeftAtTheDeadline() throws IOException {
        Delivery.Attempt attempt = attemptAt("HTTP/1.1 200 OK\r\nX: ");
        assertThat(attempt.fault()).contains(Delivery.Fault.TIMEOUT);
        assertThat(attempt.millis()).isBetween(1_900, 6_000);
    }

    @Test
    void receiverThatDripsItsBodyIsLeftAtTheDeadlineAndItsStatusCounts() throws IOException {
        Delivery.Attempt attempt = attemptAt("HTTP/1.1 200 OK\r\n\r\n");
        assertThat(attempt.status()).contains(200);
        assertThat(attempt.answer()).isNotEmpty().matches("x+");
        assertThat(attempt.millis()).isBetween(1_900, 6_000);
    }

    /** The only attempt at a receiver that says this and then a letter from time to time, without end. */
    private static Delivery.Attempt attemptAt(String beginning) throws IOException {
        try (WebhookWorld open = new WebhookWorld(true);
                ServerSocket listening = new ServerSocket(0, 1, LOOPBACK)) {
            Thread.startVirtualThread(() -> drip(listening, beginning));
            UUID webhook = open.make("http://127.0.0.1:" + listening.getLocalPort() + "/");
            open.raise();
            open.attempt(open.sender(true), webhook, 1);
            return open.attempts(webhook).getFirst();
        }
    }

    private static void drip(ServerSocket listening, String beginning) {
        try (Socket socket = listening.accept()) {
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            while (true) {
                socket.getOutputStream().write('x');
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        } catch (IOException e) {
            // Left, as it should be.
        }
    }

    @Test
    void certificateHasToBeTheHosts(@TempDir Path folder) throws Exception {
        SSLContext context = TestCertificate.make(folder, "hooks.example.test", "dns:hooks.example.test")
                .tls();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        try (Receiver secure = new Receiver(server);
                WebhookWorld open = new WebhookWorld(true)) {
            open.names(host -> new InetAddress[] {LOOPBACK});
            WebhookSender sender = open.sender(true, context.getSocketFactory());
            UUID right = open.make("https://hooks.example.test:" + secure.port() + "/");
            open.raise();
            open.attempt(sender, right, 1);
            assertThat(open.attempts(right).getFirst().status()).contains(200);
            open.webhooks.delete(open.company, right, "test");
            UUID wrong = open.make("https://other.example.test:" + secure.port() + "/");
            open.raise();
            open.attempt(sender, wrong, 1);
            assertThat(open.attempts(wrong).getFirst().fault()).contains(Delivery.Fault.TLS);
            open.clock.move(Duration.ofSeconds(6));
            open.attempt(open.sender(true), wrong, 2);
            assertThat(open.attempts(wrong).getLast().fault()).contains(Delivery.Fault.TLS);
            assertThat(secure.got()).hasSize(1);
        }
    }

    private static java.util.function.Consumer<Throwable> code(String code) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }
}
