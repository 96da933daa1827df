package org.openbloctel.server.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

/** The ids of a request are those of its lines in the log, and of no other's. */
final class RequestIdFilterTest {
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @TempDir
    private Path folder;

    @Test
    void idsAreInTheLogAndInTheAnswer() throws Exception {
        try (FilteredPages pages = new FilteredPages(
                        folder,
                        new RequestIdFilter(),
                        (request, response) ->
                                response.getOutputStream().print(MDC.get("request") + " " + MDC.get("trace")));
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + pages.port() + "/small"));
            HttpResponse<String> answer = client.send(
                    request.copy()
                            .header("X-Request-Id", "crm-42")
                            .header("traceparent", PARENT)
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("crm-42 4bf92f3577b34da6a3ce929d0e0e4736");
            assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("crm-42");
            assertThat(answer.headers().firstValue("traceparent")).hasValue(PARENT);
            HttpResponse<String> number = client.send(
                    request.copy().header("X-Request-Id", "0639980001").build(), BodyHandlers.ofString());
            assertThat(number.body()).isEqualTo("null null");
            assertThat(number.headers().map()).doesNotContainKeys("x-request-id", "traceparent");
        }
    }
}
