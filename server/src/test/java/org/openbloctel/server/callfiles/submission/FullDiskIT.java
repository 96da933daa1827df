package org.openbloctel.server.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.programs.Program;

/** A server whose disk has less room than is always left. */
final class FullDiskIT {
    private static ServerFixture server;

    @BeforeAll
    static void start() {
        server = ServerFixture.start("openbloctel.submissions.free-megabytes=999999999");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aFileIsRefusedWithATimeToTryAgain() {
        Caller caller = new Caller(server, "000000018", "Exemple").withPlan(1000, 100_000);
        Program program = new Program(server.address(), caller.key("obl_live_0000000001", "submissions"));
        byte[] file = "Nom;Tel\nAnne;0639980001\n".getBytes(StandardCharsets.UTF_8);
        HttpResponse<byte[]> refused = program.submit("a.csv", "", file);
        assertThat(refused.statusCode()).isEqualTo(507);
        assertThat(refused.headers().firstValue("Retry-After")).contains("30");
        assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("BT-0791");
    }

    @Test
    void theHealthNamesTheFolderAndTheServerStaysInService() throws Exception {
        assertThat(actuator("health")).contains("\"submissions\":\"full\"", "\"work\":\"full\"", "\"list\":\"enough\"");
        assertThat(actuator("health/readiness")).contains("\"UP\"");
        assertThat(actuator("prometheus")).contains("openbloctel_folder_free_bytes{folder=\"submissions\"}");
    }

    private static String actuator(String path) throws Exception {
        URI address = URI.create("http://localhost:" + server.managementPort() + "/actuator/" + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
