package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** Who supervises the server is never told to come back later; on the public port nothing is excepted. */
final class ProbesIT {
    private static final int LIMIT = 20;

    @Test
    void probesAreNotCountedAndTheSameAddressesOnThePublicPortAre() throws Exception {
        try (ServerFixture server = ServerFixture.start("openbloctel.http.requests-a-minute.address=" + LIMIT);
                HttpClient client = HttpClient.newHttpClient()) {
            URI management = URI.create("http://localhost:" + server.managementPort());
            for (int i = 0; i < LIMIT * 2; i++) {
                assertThat(status(client, server.address().resolve("/actuator/health/readiness")))
                        .isIn(404, 429);
            }
            assertThat(status(client, server.address().resolve("/actuator/health/readiness")))
                    .isEqualTo(429);
            for (int i = 0; i < LIMIT * 2; i++) {
                for (String probe : new String[] {"health/liveness", "health/readiness", "health", "prometheus"}) {
                    assertThat(status(client, management.resolve("/actuator/" + probe)))
                            .as(probe)
                            .isEqualTo(200);
                }
            }
            String metrics =
                    answer(client, management.resolve("/actuator/prometheus")).body();
            for (String pool : new String[] {"checks", "api", "pages", "grouped", "accounts", "list"}) {
                assertThat(metrics).contains("openbloctel_connections_waiting{pool=\"" + pool + "\"}");
            }
        }
    }

    private static int status(HttpClient client, URI address) throws Exception {
        return answer(client, address).statusCode();
    }

    private static HttpResponse<String> answer(HttpClient client, URI address) throws Exception {
        return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
