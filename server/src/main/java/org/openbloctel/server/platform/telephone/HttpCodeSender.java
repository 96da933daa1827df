package org.openbloctel.server.platform.telephone;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.openbloctel.registry.accounts.consumer.NumberCodes;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands a code to a gateway for text messages and calls: one POST of JSON, {@code to}, {@code channel} ({@code sms} or
 * {@code voice}), {@code language} and {@code text}, with a bearer token. Any answer of the 200s means that the gateway took it.
 * Faults are logged without number and without code. Thread-safe.
 */
final class HttpCodeSender implements NumberCodes.Sender {
    private static final Logger LOG = LoggerFactory.getLogger(HttpCodeSender.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI gateway;
    private final String token;
    private final MessageSource texts;
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * Over this gateway.
     *
     * @param gateway its address
     * @param token what proves that we are its customer
     * @param texts what the message says
     */
    HttpCodeSender(URI gateway, String token, MessageSource texts) {
        this.gateway = gateway;
        this.token = token;
        this.texts = texts;
    }

    @Override
    public boolean send(PhoneNumber number, String code, Channel channel, Locale locale) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("to", "+" + number.e164());
        body.put("channel", channel.name().toLowerCase(Locale.ROOT));
        body.put("language", locale.getLanguage());
        body.put("text", texts.getMessage("consumer.code.message", new Object[] {code}, locale));
        HttpRequest request = HttpRequest.newBuilder(gateway)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        try {
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            // The time that a request has ends with the head of its answer: a body that never ends is not waited for.
            answer.body().close();
            if (answer.statusCode() / 100 == 2) {
                return true;
            }
            LOG.warn("The gateway for codes answered {}", answer.statusCode());
        } catch (IOException e) {
            // The class only: a message may quote what was sent.
            LOG.warn("The gateway for codes cannot be reached: {}", e.getClass().getName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
