package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.list.lookup.LookupListener;

/** A server that was told to stop, at both ports: it answers until its drain is over, and each answer is the last of its connection. */
@Tag("check-long")
final class DrainingIT {
    private static final String KEY = "obl_live_drainingdraining";
    private static final String UNLISTED = "0639980077";
    private static final Duration DRAIN = Duration.ofSeconds(3);

    @Test
    void drainingServerAnswersAndEndsEachConnection() throws Exception {
        ServerFixture server =
                ServerFixture.start("openbloctel.checks.port=0", "openbloctel.stop.drain=" + DRAIN.toSeconds() + "s");
        CompletableFuture<Void> stop;
        HttpRequest page;
        HttpRequest check;
        try (HttpClient client = HttpClient.newHttpClient()) {
            new Caller(server, "000000018", "Exemple").key(KEY, "checks");
            page = HttpRequest.newBuilder(server.address().resolve("/statut")).build();
            check = check(server.bean(LookupListener.class).port());
            HttpRequest checkAtTheUsualPort = check(server.address().getPort());
            List<HttpRequest> requests = List.of(page, check, checkAtTheUsualPort);
            for (HttpRequest request : requests) {
                assertThat(isLast(answer(client, request))).isFalse();
            }
            HttpRequest ready = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + server.managementPort() + "/actuator/health/readiness"))
                    .build();
            assertThat(answer(client, ready).statusCode()).isEqualTo(200);

            stop = CompletableFuture.runAsync(server::close);
            long end = System.nanoTime() + DRAIN.toNanos();
            while (answer(client, ready).statusCode() == 200 && System.nanoTime() < end) {
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
            // Over the connections from before, and over new ones.
            for (int i = 0; i < 2; i++) {
                for (HttpRequest request : requests) {
                    assertThat(isLast(answer(client, request)))
                            .as("%s", request)
                            .isTrue();
                }
            }
        }
        stop.get(60, TimeUnit.SECONDS);
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(isRefused(client, page)).isTrue();
            assertThat(isRefused(client, check)).isTrue();
        }
    }

    private static HttpRequest check(int port) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/checks"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + KEY)
                .POST(BodyPublishers.ofString("{\"numbers\":[\"" + UNLISTED + "\"]}"))
                .build();
    }

    private static HttpResponse<String> answer(HttpClient client, HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofString());
    }

    private static boolean isLast(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("Connection").filter("close"::equals).isPresent();
    }

    private static boolean isRefused(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            client.send(request, BodyHandlers.discarding());
            return false;
        } catch (IOException refused) {
            return true;
        }
    }
}
