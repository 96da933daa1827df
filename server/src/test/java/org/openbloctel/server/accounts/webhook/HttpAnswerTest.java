package org.openbloctel.server.accounts.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as receivers write them, well and badly. */
final class HttpAnswerTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void bodyEndsWhereItsLengthSays() throws IOException {
        HttpAnswer answer = read("HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\nRetry-After: 7\r\n\r\nokmore");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("ok");
        assertThat(answer.headers()).containsEntry("retry-after", "7");
    }

    @Test
    void chunksAreJoinedAndInterimAnswersPassedOver() throws IOException {
        String interim = "HTTP/1.1 100 Continue\r\n\r\n";
        String chunks = "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        HttpAnswer answer = read(interim + "HTTP/1.1 200\nTransfer-Encoding: chunked\n\n" + chunks);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("abcde");
    }

    @Test
    void onlyTheBeginningOfALongBodyIsRead() throws IOException {
        assertThat(read("HTTP/1.0 500 No\r\n\r\n" + "x".repeat(100_000)).body()).hasSize(4_096);
        assertThat(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n186a0\r\n" + "x".repeat(100_000))
                        .body())
                .hasSize(4_096);
    }

    @Test
    void statusCountsWhateverBecomesOfTheBody() throws IOException {
        assertThat(read("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\ncut").body())
                .isEqualTo("cut");
        assertThat(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno chunk")
                        .body())
                .isEmpty();
        assertThat(read("HTTP/1.1 204 \r\n\r\nnone").body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK",
                "SSH-2.0-OpenSSH_9.9\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 2000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: b\r\n"
            })
    void whatIsNoWholeHeadIsNoAnswer(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    @Test
    void headWithoutEndIsNoAnswer() {
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(10_000) + "\r\n"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("HTTP/1.1 100 Continue\r\n\r\n".repeat(7) + "HTTP/1.1 200 OK\r\n\r\n"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void retryAfterIsSecondsOrADate() {
        assertThat(WebhookSender.retryAfter("120", NOON)).contains(Duration.ofMinutes(2));
        assertThat(WebhookSender.retryAfter("Tue, 24 Nov 2026 12:05:00 GMT", NOON))
                .contains(Duration.ofMinutes(5));
        assertThat(WebhookSender.retryAfter("Tue, 24 Nov 2026 11:05:00 GMT", NOON))
                .isEmpty();
        assertThat(WebhookSender.retryAfter("soon", NOON)).isEmpty();
    }

    private static HttpAnswer read(String text) throws IOException {
        return HttpAnswer.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
