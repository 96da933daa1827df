package org.openbloctel.server.platform.telephone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.accounts.consumer.NumberCodes.Sender.Channel;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.springframework.context.support.ResourceBundleMessageSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A code is sent once the gateway says so, and not otherwise; of number, code and token the log has nothing. */
final class HttpCodeSenderTest {
    private static final PhoneNumber NUMBER = PhoneNumber.read("06 39 98 00 71");
    private static final String CODE = "048151";
    private static final String TOKEN = "a-token-of-the-gateway";

    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream before = System.out;
    private final HttpServer gateway = gateway();
    private volatile int status = 200;

    private static HttpServer gateway() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void start() {
        gateway.createContext("/", this::answer);
        gateway.start();
        System.setOut(new PrintStream(log, true, UTF_8));
    }

    @AfterEach
    void stop() {
        System.setOut(before);
        gateway.stop(0);
        assertThat(log.toString(UTF_8)).doesNotContain("39980071", "39 98 00 71", CODE, TOKEN);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes())));
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        byte[] body = "queued".getBytes(UTF_8);
        exchange.sendResponseHeaders(status, status == 204 || status == 304 ? -1 : body.length);
        if (status != 204 && status != 304) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Test
    void gatewayIsHandedNumberChannelLanguageAndText() throws Exception {
        assertThat(send(Channel.SMS, Locale.FRENCH)).isTrue();
        Asked sms = asked.take();
        assertThat(sms.method()).isEqualTo("POST");
        assertThat(sms.path()).as("no number, no code in an address").isEqualTo("/codes");
        assertThat(sms.authorization()).isEqualTo("Bearer " + TOKEN);
        assertThat(sms.type()).isEqualTo("application/json");
        assertThat(sms.body().propertyNames()).containsExactly("to", "channel", "language", "text");
        assertThat(sms.body().get("to").stringValue()).isEqualTo("+33639980071");
        assertThat(sms.body().get("channel").stringValue()).isEqualTo("sms");
        assertThat(sms.body().get("language").stringValue()).isEqualTo("fr");
        assertThat(sms.body().get("text").stringValue()).contains(CODE, "15 minutes", "Ne le donnez à personne");

        assertThat(send(Channel.VOICE, Locale.UK)).isTrue();
        Asked voice = asked.take();
        assertThat(voice.body().get("channel").stringValue()).isEqualTo("voice");
        assertThat(voice.body().get("language").stringValue()).isEqualTo("en");
        assertThat(voice.body().get("text").stringValue()).contains(CODE, "Do not share it");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void anyAnswerOfThe200sIsSent(int answer) {
        status = answer;
        assertThat(send(Channel.SMS, Locale.FRENCH)).isTrue();
        assertThat(log.toString(UTF_8)).doesNotContain("gateway");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 304, 307, 400, 401, 403, 404, 429, 500, 503})
    void anyOtherAnswerIsNotSentAndNamedInTheLog(int answer) {
        status = answer;
        assertThat(send(Channel.SMS, Locale.FRENCH)).isFalse();
        assertThat(log.toString(UTF_8)).contains("The gateway for codes answered " + answer);
        assertThat(asked).as("no redirect is followed, nothing is tried again").hasSize(1);
    }

    @Test
    void gatewayThatIsNotThereIsNotSentAndItsFaultIsInTheLog() {
        gateway.stop(0);
        assertThat(send(Channel.SMS, Locale.FRENCH)).isFalse();
        assertThat(log.toString(UTF_8)).contains("cannot be reached: java.net.ConnectException");
    }

    @Test
    void answerThatIsNoHttpIsNotSent() throws Exception {
        assertThat(sendTo("+33639980071 " + CODE + "\r\n\r\n")).isFalse();
        assertThat(log.toString(UTF_8)).contains("cannot be reached: ");
    }

    /** The status is all that counts: a body that never ends holds neither the page nor its reader. */
    @Test
    @Timeout(value = 9, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void bodyIsNotWaitedFor() throws Exception {
        assertThat(sendTo("HTTP/1.1 202 Accepted\r\nContent-Length: 100\r\n\r\n{"))
                .isTrue();
        assertThat(sendTo("HTTP/1.1 500 Oh\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"))
                .isFalse();
    }

    @Test
    void interruptedThreadStaysInterruptedAndNothingIsSent() {
        Thread.currentThread().interrupt();
        assertThat(send(Channel.SMS, Locale.FRENCH)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    private boolean send(Channel channel, Locale locale) {
        URI address = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + "/codes");
        return new HttpCodeSender(address, TOKEN, texts()).send(NUMBER, CODE, channel, locale);
    }

    /** Sends a code to a gateway that answers with these bytes and then neither writes nor closes. */
    private static boolean sendTo(String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            BlockingQueue<Socket> open = new LinkedBlockingQueue<>();
            Thread.ofVirtual().start(() -> {
                try {
                    Socket socket = server.accept();
                    open.add(socket);
                    socket.getInputStream().read(new byte[4096]);
                    socket.getOutputStream().write(answer.getBytes(UTF_8));
                    socket.getOutputStream().flush();
                } catch (IOException e) {
                    // The test sees that nothing came.
                }
            });
            URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/codes");
            try {
                return new HttpCodeSender(address, TOKEN, texts()).send(NUMBER, CODE, Channel.SMS, Locale.FRENCH);
            } finally {
                Socket socket = open.poll(1, TimeUnit.SECONDS);
                if (socket != null) {
                    socket.close();
                }
            }
        }
    }

    static ResourceBundleMessageSource texts() {
        ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
        texts.setBasename("i18n/consumer/messages");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        return texts;
    }

    private record Asked(String method, String path, String authorization, String type, JsonNode body) {}
}
